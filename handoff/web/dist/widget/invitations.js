var f=`
  .invitation {
    --paper: var(--warmdesk-paper, #fffdfb);
    --ink: var(--warmdesk-ink, #2a211c);
    position: fixed; z-index: var(--layer); box-sizing: border-box;
    right: calc(var(--side) + 72px); bottom: calc(var(--bottom) + 4px);
    max-width: min(270px, calc(100vw - 2 * var(--side) - 80px));
    display: flex; align-items: center; gap: 2px; padding: 4px; border-radius: 18px;
    font: 14px/1.4 var(--warmdesk-font, system-ui, sans-serif); color: var(--ink); background: var(--paper);
    box-shadow: 0 0 0 1px rgb(70 35 10 / 8%), 0 8px 24px rgb(60 25 5 / 20%);
    animation: invite .25s ease;
  }
  .invitation button {
    padding: 8px 4px 8px 12px; border: 0; border-radius: 14px; font: inherit; color: inherit;
    text-align: start; background: none; cursor: pointer;
  }
  .invitation .no { flex: none; width: 32px; height: 32px; padding: 0; text-align: center; font-size: 18px; line-height: 1; }
  .invitation button:hover { text-decoration: underline; }
  .invitation button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
  :host([open]) .invitation { display: none; }
  @keyframes invite { from { opacity: 0; transform: translateX(8px); } }
  @media (prefers-color-scheme: dark) {
    .invitation {
      --paper: var(--warmdesk-paper, #2b2521); --ink: var(--warmdesk-ink, #f3ebe4);
      box-shadow: 0 0 0 1px rgb(255 235 220 / 16%), 0 8px 24px rgb(0 0 0 / 50%);
    }
  }
  @media (prefers-reduced-motion: reduce) { .invitation { animation: none; } }
`;function m(i,t,{path:n,seconds:e,cart:s,hasError:o},r,c){let p=Object.values(r.shown).filter(a=>a===c).length;if(r.dismissed||p>=t)return null;let u=a=>!Object.hasOwn(r.shown,a.id)&&x(a.page,n)&&e>=a.seconds&&(a.cart_value===null||s>=a.cart_value)&&(!a.error||o);return i.find(u)??null}function x(i,t){let n=i.split("*").map(e=>e.replace(/[.+?^${}()|[\]\\]/g,"\\$&"));return new RegExp(`^${n.join(".*")}$`).test(t)}var v=i=>new d(i),d=class{#t;#e=document.createElement("div");#i=[];#s=0;#n={path:location.pathname,seconds:0,cart:0,hasError:!1};constructor(t){this.#t=t;let n=new CSSStyleSheet;n.replaceSync(f),t.root.adoptedStyleSheets=[...t.root.adoptedStyleSheets,n],this.#e.setAttribute("role","status"),t.root.insertBefore(this.#e,t.launcher);let e=()=>this.#n.hasError=!0;addEventListener("error",e),addEventListener("unhandledrejection",e),setTimeout(()=>this.ask(),2500),setInterval(()=>this.#d(),1e3)}async ask(){let{base:t,locale:n,identity:e}=this.#t,s={identity:e()??void 0,locale:n||void 0},o=await fetch(`${t}api/chat/invitations`,{method:"POST",headers:{"Content-Type":"application/json"},body:JSON.stringify(s)}).catch(()=>null);if(!o?.ok)return;let{per_day:r,invitations:c}=await o.json();this.#i=c,this.#s=r}#d(){if(this.#t.isBusy())return this.#e.replaceChildren();if(document.visibilityState!=="visible"||this.#e.firstChild)return;let t=this.#a();if(!t)return;let n=m(this.#i,this.#s,this.#l(),t,h());n&&this.#c({...t,shown:{...t.shown,[n.id]:h()}})&&this.#h(n)}#l(){let{cart:t,error:n}=this.#t.context(),e=location.pathname,s=this.#n.path===e?this.#n:{seconds:0,hasError:!1},o=s.hasError||!!n;return this.#n={path:e,seconds:s.seconds+1e3/1e3,cart:Number(t?.value),hasError:o},this.#n}#h({id:t,bubble:n,opening:e}){let s=document.createElement("div");s.className="invitation";let o=l("yes",n,()=>this.#t.accept({id:t,opening:e})),r=l("no","×",()=>this.#r());r.setAttribute("aria-label",this.#t.no),r.title=this.#t.no,s.append(o,r),s.addEventListener("keydown",c=>{c.key==="Escape"&&(c.stopPropagation(),this.#r())}),this.#e.replaceChildren(s)}#r(){let t=this.#a();t&&this.#c({...t,dismissed:!0}),this.#e.replaceChildren(),this.#t.launcher.focus()}get#o(){return`warmdesk:${this.#t.base}:invitations`}#a(){try{return{shown:{},dismissed:!1,...JSON.parse(localStorage.getItem(this.#o)??"{}")}}catch{return null}}#c(t){try{return localStorage.setItem(this.#o,JSON.stringify(t)),!0}catch{return!1}}};function l(i,t,n){let e=document.createElement("button");return e.type="button",e.className=i,e.textContent=t,e.dir="auto",e.addEventListener("click",n),e}function h(){let i=new Date;return`${i.getFullYear()}-${i.getMonth()+1}-${i.getDate()}`}export{m as due,v as invite,x as matches};
