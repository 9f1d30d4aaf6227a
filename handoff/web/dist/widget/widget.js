(()=>{(()=>{let o=document.currentScript??document.querySelector('script[src*="/widget.js"]');if(!o||customElements.get("warmdesk-widget"))return;let i=new URL(".",o.src).href,r=`warmdesk:${i}:open`,b=matchMedia("(max-width: 479.98px)"),{entry:g,invites:w,labels:c}=__DESK__,f=`
    :host {
      all: initial !important;
      display: block !important;
      --accent: var(--warmdesk-accent, #a8481f);
      --on-accent: var(--warmdesk-on-accent, #fff);
      --side: var(--warmdesk-side, 20px);
      --bottom: var(--warmdesk-bottom, 20px);
      --layer: var(--warmdesk-layer, 2147483000);
    }
    @media (prefers-color-scheme: dark) {
      :host { --accent: var(--warmdesk-accent, #eb9a6c); --on-accent: var(--warmdesk-on-accent, #2a1408); }
    }
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
    .launcher svg { width: 30px; height: 30px; }
    .badge {
      position: absolute; top: -3px; right: -3px; box-sizing: border-box;
      min-width: 22px; height: 22px; padding: 0 6px; border: 2px solid #fff; border-radius: 11px;
      font: 700 12px/18px system-ui, sans-serif; color: #fff; background: #b3261e;
    }
    .badge:empty, .hint { display: none; }
    @media (max-width: 479.98px) { :host([open]) .launcher { display: none; } }
    @media (prefers-reduced-motion: reduce) { .launcher { transition: none; } }
  `,h=(e,t,...n)=>{let s=document.createElementNS("http://www.w3.org/2000/svg",e);return Object.entries(t).forEach(([$,j])=>s.setAttribute($,j)),s.append(...n),s},x=()=>h("svg",{viewBox:"0 0 32 32",fill:"none",stroke:"currentColor","stroke-width":"2.4","stroke-linecap":"round","stroke-linejoin":"round","aria-hidden":"true"},h("path",{d:"M16 5c6.6 0 12 4.3 12 9.8s-5.4 9.8-12 9.8c-1.3 0-2.5-.2-3.7-.5L6 27l1.3-5.2C5.2 20 4 17.5 4 14.8 4 9.3 9.4 5 16 5"}),h("path",{d:"M11.5 15.5c1.1 1.7 2.6 2.5 4.5 2.5s3.4-.8 4.5-2.5"})),d=0,u=e=>import(`${i}${g}?${e}&${d}`).catch(t=>{throw d++,t});class y{element=document.createElement("button");#n=document.createElement("span");#t=document.createElement("span");constructor(){this.element.className="launcher",this.element.type="button",this.element.setAttribute("aria-expanded","false"),this.element.setAttribute("aria-describedby","hint"),this.#n.className="badge",this.#t.className=this.#t.id="hint",this.element.append(x(),this.#n,this.#t)}show(t,n,s){this.element.setAttribute("aria-label",t),this.#n.textContent=n?String(Math.min(n,99)):"",this.#t.textContent=n?s:""}}class v extends HTMLElement{#n=this.attachShadow({mode:"open"});#t=null;#e=null;#i=null;#s={};#r=null;connectedCallback(){if(this.#n.adoptedStyleSheets.length)return;let t=new CSSStyleSheet;t.replaceSync(f),this.#n.adoptedStyleSheets=[t],this.#i=this.getAttribute("identity"),this.#s=p(this.getAttribute("context"))??{},this.hasAttribute("page")?this.open():this.#d()}async open(t={takeFocus:!0}){m("1"),this.#t?.element.setAttribute("aria-busy","true");try{(await this.#c()).open(t),this.#l(!0)}finally{this.#t?.element.removeAttribute("aria-busy")}}async close(){m(null),!(!this.#e||!this.#t)&&((await this.#e).close(),this.#l(!1))}async identify(t){this.#i=t,this.#e?(await this.#e).identify(t):t===null&&S(),(await this.#r)?.ask()}async context(t){this.#s={...this.#s,...t},this.#e&&(await this.#e).context(this.#s)}#d(){this.#t=new y,this.#t.show(c[this.#a][0],0,""),this.#t.element.addEventListener("click",()=>this.open()),["pointerenter","focus"].forEach(t=>this.#t?.element.addEventListener(t,()=>u(this.#a).catch(()=>{}),{once:!0})),this.#n.append(this.#t.element),this.addEventListener("keydown",t=>{t.key==="Escape"&&!t.isComposing&&this.hasAttribute("open")&&this.#h()}),k()&&!b.matches?this.open({takeFocus:!1}):l()?.conversation_id&&this.#c(),w&&!l()?.conversation_id&&(this.#r=this.#u(this.#t).catch(()=>null))}async#u(t){let{invite:n}=await import(`${i}web/widget/invitations.js`);return n({base:i,root:this.#n,launcher:t.element,locale:this.#o,no:c[this.#a][1],identity:()=>this.#i,context:()=>this.#s,isBusy:()=>this.#e!==null,accept:s=>this.open({takeFocus:!0,invitation:s})})}get#o(){return this.getAttribute("locale")||document.documentElement.lang}get#a(){let[t]=this.#o.toLowerCase().split(/[-_]/);return Object.hasOwn(c,t)?t:"en"}#c(){return this.#e??=this.#m().catch(t=>{throw this.#e=null,t}),this.#e}async#m(){let{mount:t}=await u(this.#a);return t({element:this,root:this.#n,launcher:this.#t,closed:()=>this.#h(),base:i,identity:this.#i,locale:this.#o||null,title:this.getAttribute("heading"),context:this.#s})}async#h(){await this.close(),this.#t?.element.focus()}#l(t){this.toggleAttribute("open",t),this.#t?.element.setAttribute("aria-expanded",String(t))}}function m(e){try{e?sessionStorage.setItem(r,e):sessionStorage.removeItem(r)}catch{}}function k(){try{return sessionStorage.getItem(r)}catch{return null}}function l(){try{return p(localStorage.getItem(`warmdesk:${i}:session`))}catch{return null}}function p(e){try{return JSON.parse(e??"null")}catch{return null}}function S(){l()?.signed_in&&localStorage.removeItem(`warmdesk:${i}:session`)}let{identity:E,locale:A,title:C,context:L}=o.dataset;function _(){let e=document.querySelector("warmdesk-widget"),t=e??document.createElement("warmdesk-widget");return Object.entries({identity:E,locale:A,heading:C,context:L}).forEach(([n,s])=>s&&t.setAttribute(n,s)),e||document.body.append(t),t}let a=new Promise(e=>{let t=()=>{let n=_();customElements.define("warmdesk-widget",v),e(n)};document.body?t():document.addEventListener("DOMContentLoaded",t)});Object.assign(window,{warmdesk:{identify:e=>a.then(t=>t.identify(e)),context:e=>a.then(t=>t.context(e)),open:()=>a.then(e=>e.open()),close:()=>a.then(e=>e.close())}})})();})();
