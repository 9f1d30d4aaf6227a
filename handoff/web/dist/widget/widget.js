(()=>{(()=>{let r=document.currentScript??document.querySelector('script[src*="/widget.js"]');if(!r||customElements.get("warmdesk-widget"))return;let n=new URL(".",r.src).href,c=`warmdesk:${n}:open`,f=matchMedia("(max-width: 479.98px)"),{entry:x,invites:y,labels:h}=__DESK__,v=`
    :host {
      all: initial !important;
      display: block !important;
      --accent: var(--warmdesk-accent, #a8481f);
      --on-accent: var(--warmdesk-on-accent, #fff);
      --side: var(--warmdesk-side, 20px);
      --bottom: var(--warmdesk-bottom, 20px);
      --layer: var(--warmdesk-layer, 2147483000);
    }
    @media (prefers-color-scheme: dark) { :host { --accent: var(--warmdesk-accent, #eb9a6c); --on-accent: var(--warmdesk-on-accent, #2a1408); } }
    .launcher {
      position: fixed; right: var(--side); bottom: var(--bottom); z-index: var(--layer);
      width: 60px; height: 60px; padding: 0; border: 0; border-radius: 50%;
      display: grid; place-items: center; cursor: pointer;
      color: var(--on-accent); background: var(--accent);
      box-shadow: 0 1px 3px rgb(60 25 5 / 20%), 0 8px 24px rgb(60 25 5 / 24%);
      transition: transform .18s ease, box-shadow .18s ease;
    }
    .launcher:hover { transform: translateY(-2px); box-shadow: 0 2px 4px rgb(60 25 5 / 22%), 0 12px 30px rgb(60 25 5 / 28%); }
    .launcher:active { transform: none; }
    .launcher:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
    .launcher[aria-busy="true"] { opacity: .75; }
    .launcher svg { width: 30px; height: 30px; fill: none; stroke: currentColor; stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
    .badge {
      position: absolute; top: -3px; right: -3px; box-sizing: border-box;
      min-width: 22px; height: 22px; padding: 0 6px; border: 2px solid #fff; border-radius: 11px;
      font: 700 12px/18px system-ui, sans-serif; color: #fff; background: #b3261e;
    }
    .badge:empty, .hint { display: none; }
    @media (max-width: 479.98px) { :host([open]) .launcher { display: none; } }
    @media (prefers-reduced-motion: reduce) { .launcher { transition: none; } }
  `,k=()=>{let[e,t,s]=["svg","path","path"].map(i=>document.createElementNS("http://www.w3.org/2000/svg",i));return e.setAttribute("viewBox","0 0 32 32"),e.setAttribute("aria-hidden","true"),t.setAttribute("d","M16 5c6.6 0 12 4.3 12 9.8s-5.4 9.8-12 9.8c-1.3 0-2.5-.2-3.7-.5L6 27l1.3-5.2C5.2 20 4 17.5 4 14.8 4 9.3 9.4 5 16 5"),s.setAttribute("d","M11.5 15.5c1.1 1.7 2.6 2.5 4.5 2.5s3.4-.8 4.5-2.5"),e.append(t,s),e},u=0,m=e=>import(`${n}${x}?${e}&${u}`).catch(t=>{throw u++,t});class S{element=document.createElement("button");#s=document.createElement("span");#t=document.createElement("span");constructor(){this.element.className="launcher",this.element.type="button",this.element.setAttribute("aria-expanded","false"),this.element.setAttribute("aria-describedby","hint"),this.#s.className="badge",this.#t.className=this.#t.id="hint",this.element.append(k(),this.#s,this.#t)}show(t,s,i){this.element.setAttribute("aria-label",t),this.#s.textContent=s?String(Math.min(s,99)):"",this.#t.textContent=s?i:""}}class A extends HTMLElement{#s=this.attachShadow({mode:"open"});#t=null;#e=null;#i=null;#n={};#r=null;connectedCallback(){if(this.#s.adoptedStyleSheets.length)return;let t=new CSSStyleSheet;t.replaceSync(v),this.#s.adoptedStyleSheets=[t],this.#i=this.getAttribute("identity"),this.#n=b(this.getAttribute("context"))??{},this.hasAttribute("page")?this.open():this.#d()}async open(t={takeFocus:!0}){p("1"),this.#t?.element.setAttribute("aria-busy","true");try{(await this.#c()).open(t),this.#l(!0)}finally{this.#t?.element.removeAttribute("aria-busy")}}async close(){p(null),!(!this.#e||!this.#t)&&((await this.#e).close(),this.#l(!1))}async identify(t){this.#i=t,this.#e?(await this.#e).identify(t):t===null&&C(),(await this.#r)?.ask()}async context(t){this.#n={...this.#n,...t},this.#e&&(await this.#e).context(this.#n)}#d(){this.#t=new S,this.#t.show(h[this.#o][0],0,""),this.#t.element.addEventListener("click",()=>this.open()),["pointerenter","focus"].forEach(t=>this.#t?.element.addEventListener(t,()=>m(this.#o).catch(()=>{}),{once:!0})),this.#s.append(this.#t.element),this.addEventListener("keydown",t=>{t.key==="Escape"&&!t.isComposing&&this.hasAttribute("open")&&this.#h()}),E()&&!f.matches?this.open({takeFocus:!1}):l()?.conversation_id&&this.#c(),y&&!l()?.conversation_id&&(this.#r=this.#u(this.#t).catch(()=>null))}async#u(t){let{invite:s}=await import(`${n}web/widget/invitations.js`);return s({base:n,root:this.#s,launcher:t.element,locale:this.#a,no:h[this.#o][1],identity:()=>this.#i,context:()=>this.#n,isBusy:()=>this.#e!==null,accept:i=>this.open({takeFocus:!0,invitation:i})})}get#a(){return this.getAttribute("locale")||document.documentElement.lang}get#o(){let[t]=this.#a.toLowerCase().split(/[-_]/);return Object.hasOwn(h,t)?t:"en"}#c(){return this.#e??=this.#m().catch(t=>{throw this.#e=null,t}),this.#e}async#m(){let{mount:t}=await m(this.#o);return t({element:this,root:this.#s,launcher:this.#t,closed:()=>this.#h(),base:n,identity:this.#i,locale:this.#a||null,title:this.getAttribute("heading"),context:this.#n})}async#h(){await this.close(),this.#t?.element.focus()}#l(t){this.toggleAttribute("open",t),this.#t?.element.setAttribute("aria-expanded",String(t))}}function o(e){try{return e()}catch{return null}}let p=e=>o(()=>e?sessionStorage.setItem(c,e):sessionStorage.removeItem(c)),E=()=>o(()=>sessionStorage.getItem(c)),b=e=>o(()=>JSON.parse(e??"null")),l=()=>b(o(()=>localStorage.getItem(`warmdesk:${n}:session`))),C=()=>{l()?.signed_in&&localStorage.removeItem(`warmdesk:${n}:session`)},L=()=>{let{identity:e,locale:t,title:s,context:i}=r.dataset,w=document.querySelector("warmdesk-widget"),d=w??document.createElement("warmdesk-widget");return Object.entries({identity:e,locale:t,heading:s,context:i}).forEach(([_,g])=>g&&d.setAttribute(_,g)),w||document.body.append(d),d},a=new Promise(e=>{let t=()=>{let s=L();customElements.define("warmdesk-widget",A),e(s)};document.body?t():document.addEventListener("DOMContentLoaded",t)});Object.assign(window,{warmdesk:{identify:e=>a.then(t=>t.identify(e)),context:e=>a.then(t=>t.context(e)),open:()=>a.then(e=>e.open()),close:()=>a.then(e=>e.close())}})})();})();
