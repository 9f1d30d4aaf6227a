var ht=function(t,e,n,o){var s;e[0]=0;for(var i=1;i<e.length;i++){var r=e[i++],a=e[i]?(e[0]|=r?1:2,n[e[i++]]):e[++i];r===3?o[0]=a:r===4?o[1]=Object.assign(o[1]||{},a):r===5?(o[1]=o[1]||{})[e[++i]]=a:r===6?o[1][e[++i]]+=a+"":r?(s=t.apply(a,ht(t,a,n,["",null])),o.push(s),a[0]?e[0]|=2:(e[i-2]=0,e[i]=s)):o.push(a)}return o},ft=new Map;function mt(t){var e=ft.get(this);return e||(e=new Map,ft.set(this,e)),(e=ht(this,e.get(t)||(e.set(t,e=(function(n){for(var o,s,i=1,r="",a="",d=[0],f=function(h){i===1&&(h||(r=r.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?d.push(0,h,r):i===3&&(h||r)?(d.push(3,h,r),i=2):i===2&&r==="..."&&h?d.push(4,h,0):i===2&&r&&!h?d.push(5,0,!0,r):i>=5&&((r||!h&&i===5)&&(d.push(i,0,r,s),i=6),h&&(d.push(i,h,0,s),i=6)),r=""},p=0;p<n.length;p++){p&&(i===1&&f(),f(p));for(var v=0;v<n[p].length;v++)o=n[p][v],i===1?o==="<"?(f(),d=[d],i=3):r+=o:i===4?r==="--"&&o===">"?(i=1,r=""):r=o+r[0]:a?o===a?a="":r+=o:o==='"'||o==="'"?a=o:o===">"?(f(),i=1):i&&(o==="="?(i=5,s=r,r=""):o==="/"&&(i<5||n[p][v+1]===">")?(f(),i===3&&(d=d[0]),i=d,(d=d[0]).push(2,0,i),i=0):o===" "||o==="	"||o===`
`||o==="\r"?(f(),i=2):r+=o),i===3&&r==="!--"&&(i=4,d=d[0])}return f(),d})(t)),e),arguments,[])).length>1?e:e[0]}var x,_t,Hn,I,Ie,ie,xt,ne,bt,Re,Ae,Wn,G=Symbol.for("pv"),se={},re=[],Vn=/^m(i|n|o|s|text|space)$/,Ue=Array.isArray,Pe=re.slice,N=Object.assign;function F(t){t&&t.parentNode&&t.remove()}function wt(t,e,n){var o,s,i,r={},a=arguments.length;for(i in e)i=="key"?o=e[i]:i=="ref"&&typeof t!="function"?s=e[i]:r[i]=e[i];return a>2&&(r.children=a>3?Pe.call(arguments,2):n),K(t,r,o,s,null)}function K(t,e,n,o,s){var i={type:t,props:e,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:G,__v:s||++_t,__i:-1,__u:0};return!s&&x.vnode&&x.vnode(i),i}function ae(t){return t.children}function k(t,e){this.props=t,this.context=e,this.__g=0}function A(t,e){if(e==null)return t.__&&A(t.__,t.__i+1);for(var n;e<t.__k.length;e++)if((n=t.__k[e])&&n.__e)return n.__e;return typeof t.type!="function"||t.props.__P?null:A(t)}function Yn(t){var e,n=t.__v,o=n.__e,s=[],i=[],r=t.__P;r&&((e=N({constructor:G},n)).__v=n.__v+1,x.vnode&&x.vnode(e),Fe(r,e,n,t.__n,r.namespaceURI,32&n.__u?[o]:null,s,o||A(n),32&n.__u,i),e.__v=n.__v,e.__.__k[e.__i]=e,Et(s,e,i),n.__=n.__e=null,e.__e!=o&&yt(e))}function yt(t){if((t=t.__)&&t.__c&&!t.props.__P)return t.__e=null,t.__k.some(function(e){return e&&(t.__e=e.__e)}),yt(t)}function gt(t){(8&t.__g||(t.__g|=8,I.push(t),ie++))&&Ie==x.debounceRendering||((Ie=x.debounceRendering)||queueMicrotask)($t)}function $t(){try{for(var t,e=1;I.length;)I.length>e&&I.sort(xt),t=I.shift(),e=I.length,8&t.__g&&Yn(t)}finally{(ie=I.length)&&(Ie||queueMicrotask)($t)}}function kt(t,e,n,o,s,i,r,a,d,f,p){var v,h,l,m,y,_,b=o.__k||re,g=e.length;for(d=Kn(n,e,b,d,g),v=0;v<g;v++)(l=n.__k[v])!=null&&(h=~l.__i&&b[l.__i]||se,l.__i=v,_=Fe(t,l,h,s,i,r,a,d,f,p),m=l.__e,(h.ref!=l.ref||8&h.__u)&&(h.ref&&Ne(h.ref,null,l,h),l.ref&&p.push(l.ref,l.__c||m,l)),y=y||m,4&l.__u?(d=St(l,d,t,!h.__v),h.__e&&(h.__e=null)):typeof l.type=="function"&&_!==void 0?d=_:m&&(d=m.nextSibling),l.__u&=-21);return n.__e=y,d}function Kn(t,e,n,o,s){var i,r,a,d,f,p,v,h,l,m=n.length,y=m,_=0,b=0,g=t.__k=Array(s);for(i=0;i<s;i++)(r=e[i])!=null&&typeof r!="boolean"&&typeof r!="function"?(typeof r!="object"||r.constructor===String?r=g[i]=K(null,r):Ue(r)?r=g[i]=K(ae,{children:r}):r.constructor===G&&r.__b?r=g[i]=K(r.type,r.props,r.key,r.ref,r.__v):g[i]=r,d=i+_,r.__=t,r.__b=t.__b+1,a=null,~(f=r.__i=Gn(r,n,d,y))&&(y--,(a=n[f])&&(a.__u|=2)),a&&a.__v?(r.__u|=16,f==d-1?_--:f==d+1?_++:f!=d&&(f>d?_--:_++,b=1)):(~f||(s>m?_--:s<m&&_++),typeof r.type!="function"&&(r.__u|=4))):g[i]=null;if(b){for(p=[],v=[],i=0;i<s;i++)if((r=g[i])&&16&r.__u){for(_=0,h=p.length;_<h;)p[l=_+h>>1]<r.__i?_=l+1:h=l;p[_]=r.__i,v[i]=_+1}for(_=p.length;i--;)v[i]&&(v[i]==_?_--:g[i].__u|=4)}if(y)for(i=0;i<m;i++)!(a=n[i])||2&a.__u||(a.__e==o&&(o=A(a)),ze(a,a));return o}function St(t,e,n,o){var s,i,r,a;if(typeof t.type=="function"){if(t.props.__P)return e;if(s=t.__k)for(i=0;i<s.length;i++)s[i]&&(s[i].__=t,e=St(s[i],e,n,!1));return e}for(e&&!e.parentNode&&(e=A(t))&&!e.parentNode&&(e=null),r=t.__e,a=e;a&&a.nodeType==8;)a=a.nextSibling;for(r!=a&&(!o&&n.moveBefore&&r.parentNode?n.moveBefore(r,e):n.insertBefore(r,e||null)),e=r;(e=e&&e.nextSibling)&&e.nodeType==8&&!e.data.startsWith("$s"););return e}function Gn(t,e,n,o){var s,i=t.key,r=t.type,a=e[n],d=a&&!(2&a.__u);if(a===null&&i==null||d&&i==a.key&&r==a.type)return n;if(o>(d?1:0)){for(s=n-1;s>=0;s--)if((a=e[s])&&!(2&a.__u)&&i==a.key&&r==a.type)return s;for(s=n+1;s<e.length;s++)if((a=e[s])&&!(2&a.__u)&&i==a.key&&r==a.type)return s}return-1}function vt(t,e,n){n==null&&(n=""),e[0]=="-"?t.setProperty(e,n):t[e]=n}function te(t,e,n,o,s){var i,r;if(e=="style")if(typeof n=="string")t.style.cssText=n;else{if(typeof o=="string"&&(t.style.cssText=o=""),o)for(e in o)n&&e in n||vt(t.style,e);if(n)for(e in n)o&&n[e]==o[e]||vt(t.style,e,n[e])}else if(e[0]=="o"&&e[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(t.__e||(t.__e={}))[e]=n,n&&o||(r=Ae[e]||(Ae[e]=Qn(e)),(t.__a||(t.__a={}))[e]=Re,i=e!=(e=e.replace(bt,"$1")),(e=e.slice(2))[0]<"a"&&(e=e.toLowerCase()),n?t.addEventListener(e,r,i):t.removeEventListener(e,r,i));else{if(s=="http://www.w3.org/2000/svg")e=e.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(e!="width"&&e!="height"&&e!="href"&&e!="list"&&e!="form"&&e!="tabIndex"&&e!="download"&&e!="rowSpan"&&e!="colSpan"&&e!="role"&&e!="popover"&&e in t)try{return void(t[e]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&e[4]!="-"?t.removeAttribute(e):t.setAttribute(e,e=="popover"&&n==1?"":n)}}function Qn(t){return function(e){var n=this.__e;if(n){if(n=n[t],e[ne]==null)e[ne]=Re++;else if(e[ne]<this.__a[t])return;return n(x.event?x.event(e):e)}}}function Fe(t,e,n,o,s,i,r,a,d,f){var p,v,h,l,m,y,_,b,g,$,w,qe,pt,ee,U,dt,q,P,D=e.type;if(e.constructor!==G)return null;128&n.__u&&(d=32&n.__u,p=n.__c.__z)&&(e.__u|=d,v=i=[],p.nodeType==8?a=oe(p,i):i.push(p),a=i[0]||a),(p=x.__b)&&p(e);e:if(typeof D=="function"){h=r.length;try{if(b=e.props,g=(p=D.prototype)&&p.render,$=(p=D.contextType)&&o[p.__c],w=p?$?$.props.value:p.__:o,(l=n.__c)?(e.__c=l,2&l.__g&&(l.__g|=1)):(g?e.__c=l=new D(b,w):(e.__c=l=new k(b,w),l.constructor=D,l.render=Xn),$&&$.sub(l),l.state||(l.state={}),l.__n=o,l.__g|=8,l.__h=[],l.__k=[]),g&&(l.__s||(l.__s=l.state),D.getDerivedStateFromProps&&(l.__s==l.state&&(l.__s=N({},l.__s)),N(l.__s,D.getDerivedStateFromProps(b,l.__s)))),m=l.props,y=l.state,l.__v=e,n.__c){if(b!==m&&g&&!D.getDerivedStateFromProps&&l.componentWillReceiveProps&&l.componentWillReceiveProps(b,w),e.__v==n.__v&&!(8&l.__g)||!(4&l.__g)&&l.shouldComponentUpdate&&l.shouldComponentUpdate(b,l.__s,w)===!1){e.__v!=n.__v&&(l.props=b,l.state=l.__s,l.__g&=-9),e.__e=n.__e,e.__k=n.__k,e.__k.some(function(E){E&&(E.__=e)}),re.push.apply(l.__h,l.__k),l.__k=[],l.__h.length&&r.push(l),a=A(n);break e}l.componentWillUpdate&&l.componentWillUpdate(b,l.__s,w),g&&l.componentDidUpdate&&l.__h.push(function(){l.componentDidUpdate(m,y,_)})}else g&&!D.getDerivedStateFromProps&&l.componentWillMount&&l.componentWillMount(),g&&l.componentDidMount&&l.__h.push(l.componentDidMount);l.context=w,l.props=b,l.__P=t,l.__g&=-5,qe=x.__r,pt=g?25:0;do l.__g&=-9,qe&&qe(e),p=l.render(l.props,l.state=l.__s,l.context);while(8&l.__g&&++pt<25);g&&(re.push.apply(l.__h,l.__k),l.__k=[]),l.state=l.__s,l.getChildContext&&(o=N({},o,l.getChildContext())),g&&n.__c&&l.getSnapshotBeforeUpdate&&(_=l.getSnapshotBeforeUpdate(m,y)),ee=p&&p.type===ae&&p.key==null?p.props.children:p,b.__P&&(p=a,s=(t=b.__P).namespaceURI,d=i=null,n.props&&n.props.__P!=t&&(n.__k.some(function(E){E&&ze(E,E)}),n.__k=null),a=n.__k?A(n,0):null),a=kt(t,Ue(ee)?ee:[ee],e,n,o,s,i,r,a,d,f),b.__P&&(e.__e=null,a=p),e.__u&=-161,v&&v.some(F),l.__h.length&&r.push(l),1&l.__g&&(l.__g&=-4)}catch(E){if(r.length=h,e.__v=null,d||i)if(E&&E.then){if(e.__u|=128|d,i){for(~(q=i.indexOf(a||void 0))||(q=i.length);(P=i[q-1])&&P.nodeType==8;)q--;for(;q<i.length;q++)if(P=i[q])if(i[q]=null,U){if(P==dt)break}else{if(P.nodeType!=8)break;P.data.startsWith("$s")&&(dt=oe(U=P))}}if(!U){for(;a&&a.nodeType==8&&a.nextSibling;)a=a.nextSibling;U=a}(p=oe(U=e.__c.__z||(e.__c.__z=U)))?(e.__e=U,a=p):e.__e=a,a=a&&a.nextSibling}else i&&i.some(F);else e.__e=n.__e;e.__k||(e.__k=n.__k||[]),E&&E.then||Ot(e),x.__e(E,e,n)}}else a=e.__e=Jn(n.__e,e,n,o,s,i,r,d,f,t);return(p=x.diffed)&&p(e),a}function oe(t,e){if(t&&t.nodeType==8&&t.data.startsWith("$s"))for(var n=1;t=t.nextSibling;){if(t.nodeType==8){if(t.data.startsWith("$s"))n++;else if(t.data.startsWith("/$s")&&!--n)return t}e&&e.push(t)}}function Ot(t){t&&(t.__c&&(t.__c.__g|=4),t.__k&&t.__k.some(Ot))}function Et(t,e,n){for(var o=0;o<n.length;)Ne(n[o++],n[o++],n[o++]);x.__c&&x.__c(e,t),t.some(function(s){try{t=s.__h,s.__h=[],t.some(function(i){i.call(s)})}catch(i){x.__e(i,s.__v)}})}function Jn(t,e,n,o,s,i,r,a,d,f){var p,v,h,l,m,y,_,b,g=n.props||se,$=e.props,w=e.type;if(w=="svg"?s="http://www.w3.org/2000/svg":w=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),i){for(p=0;p<i.length;p++)if((m=i[p])&&(w?m.localName==w:m.nodeType==3)){t=m,i[p]=null;break}}if(!t){if(b=f.ownerDocument||document,!w)return b.createTextNode($);t=b.createElementNS(s,w,$.is?$:f),a&&(x.__m&&x.__m(e,i),a=!1),i=null}if(w){if(f=w=="template"&&t.content||t,i=w=="textarea"&&$.defaultValue!=null?null:i&&Pe.call(f.childNodes),!a&&i)for(g={},p=0;p<t.attributes.length;p++)g[(m=t.attributes[p]).name]=m.value;for(p in g)m=g[p],p=="dangerouslySetInnerHTML"?h=m:p=="children"||p in $||p=="value"&&"defaultValue"in $||p=="checked"&&"defaultChecked"in $||te(t,p,null,m,s);for(p in $)m=$[p],p=="children"?l=m:p=="dangerouslySetInnerHTML"?v=m:p=="value"?y=m:p=="checked"?_=m:a&&typeof m!="function"||g[p]===m||te(t,p,m,g[p],s);v?(a||h&&(v.__html==h.__html||v.__html==t.innerHTML)||(t.innerHTML=v.__html),e.__k=[]):(h&&(t.textContent=""),(w=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&Vn.test(w))&&(s="http://www.w3.org/1999/xhtml"),kt(f,Ue(l)?l:[l],e,n,o,s,i,r,i?i[0]:n.__k&&A(n,0),a,d),i&&i.some(F)),a&&w!="textarea"||(p="value",w=="progress"&&y==null?t.removeAttribute(p):y==null||y===t[p]&&(w!="progress"||y)||te(t,p,y,g[p],s),p="checked",_!=null&&_!=t[p]&&te(t,p,_,g[p],s))}else g===$||a&&t.data==$||(t.data=$);return t}function Ne(t,e,n,o){try{typeof t=="function"?e?e.__x=t(e)||1:o&&(o=o.__c||o.__e)&&(e=o.__x)&&(o.__x=null,typeof e=="function"?e():t(null)):t.current=e}catch(s){x.__e(s,n)}}function ze(t,e,n){var o,s,i,r;if(x.unmount&&x.unmount(t),!(o=t.ref)||o.current&&o.current!=t.__e||Ne(o,null,e,t),o=t.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){x.__e(a,e)}o.__P=o.__n=null}if(o=t.__k)for(r=0;r<o.length;r++)o[r]&&ze(o[r],e,typeof t.type!="function"||n&&!t.props.__P);!n&&(o=t.__c)&&(o=o.__z)&&(s=oe(o,i=[]))&&(o==t.__e&&i.some(F),F(s),F(o)),n||F(t.__e),t.__e=t.__c=t.__=null}function Xn(t,e,n){return this.constructor(t,n)}function Tt(t,e){var n,o,s,i;x.__&&x.__(t,e),e.nodeType==9&&(e=e.documentElement),o=(n=t&&32&t.__u)?null:e.__k,e.__k=K(ae,{children:[t]}),s=[],i=[],Fe(e,e.__k,o||se,se,e.namespaceURI,o?null:e.firstChild?Pe.call(e.childNodes):null,s,o?o.__e:e.firstChild,n,i),Et(s,e.__k,i),e.__k.props.children=null}x={__e:function(t,e,n,o){for(var s,i,r;e=e.__;)if((s=e.__c)&&!(1&s.__g)){s.__g|=4;try{if((r=(i=s.constructor)&&i.getDerivedStateFromError)&&s.setState(i.getDerivedStateFromError(t)),s.componentDidCatch&&(s.componentDidCatch(t,o||{}),r=1),r&&8&s.__g)return void(s.__g|=2)}catch(a){t=a}}throw ie=0,t}},_t=0,Hn=function(t){return t!=null&&t.constructor===G},k.prototype.setState=function(t,e){var n=this.__s;n&&n!=this.state||(n=this.__s=N({},this.state)),typeof t=="function"&&(t=t(N({},n),this.props)),t&&(N(n,t),this.__v&&(e&&this.__k.push(e),gt(this)))},k.prototype.forceUpdate=function(t){this.__v&&(this.__g|=4,t&&this.__h.push(t),gt(this))},k.prototype.render=ae,I=[],ie=0,xt=function(t,e){return t.__v.__b-e.__v.__b},ne=Symbol(),bt=/(PointerCapture)$|Capture$/i,Re=0,Ae={},Wn=0;var c=mt.bind(wt);var Q=null,Be=class{#t;#e=new Set;constructor(e){this.#t=e}get value(){return Q&&this.#e.add(Q),this.#t}set value(e){e!==this.#t&&(this.#t=e,[...this.#e].forEach(n=>n()))}},S=t=>new Be(t);function je(t){let e=!1,n=!0,o=()=>{if(n=!0,e)return;let s=Q;Q=o,e=!0;try{for(;n;)n=!1,t()}finally{e=!1,Q=s}};o()}var Zn=new Set(["too_long","bad_request","blocked","fileLarge","fileRefused","fileLost"]),Mt=(t,e,n)=>({client_id:t,time:e,button:null,rating:null,state:"sending",error:null,...n}),Dt=({files:t},{code:e})=>t&&e==="not_found"?"fileLost":e,Ct=t=>Zn.has(t.error??"");function Lt({client_id:t,text:e,button:n,rating:o,files:s=[]}){if(o)return{client_id:t,rating:o};if(n)return{client_id:t,button_id:n.id};let i=s.map(({ref:r})=>r);return{client_id:t,...e!==""&&{text:e},...i.length>0&&{files:i}}}var qt=({files:t=[]})=>t.every(({ref:e})=>e),It=({client_id:t,text:e,rating:n,files:o=[]},s)=>({...s,client_id:t,text:e,author:{kind:"customer"},kind:n?"rating":"text",custom:n,attachments:o.map(({id:i,name:r,kind:a})=>({kind:a,name:r,upload:i}))});var eo={conversation_id:null,owner:null,agent:null,bot:"up",question_seq:0,queue:null,ended:!1},H={id:null,earlier:[],messages:[],outgoing:[],desk:eo,typing:null,cursor:0,synced:!1,readSeq:0,pressed:[],anew:!1};function At(t,e){let n=Ge(pe(t,e.conversation_id),e);return n.typing?.author.kind===e.author.kind?le(n):n}function Rt(t,e){let n=pe(t,e.conversation_id),o=e.messages.reduce(Ge,n),s=e.state??o.desk,i=e.messages.at(-1)?.seq??o.cursor;return{...o,desk:s,synced:!0,cursor:i}}var Ut=(t,{whole:e}={whole:!1})=>({conversation_id:t.id,last_seq:e?0:t.cursor}),He=t=>({...t,synced:!1,typing:null});function Pt(t,{conversation_id:e,seq:n,...o}){if(e!==t.id)return t;let s=t.messages.map(r=>r.seq===n?{...r,...o}:r),i={...t,messages:s};return o.state==="read"?Ye(i,n):i}function Ft(t,e){let n=e.conversation_id?pe(t,e.conversation_id):t;return{...n.typing?.author.kind==="bot"!==Jt(e)?le(n):n,desk:e}}var Nt=t=>({...t,anew:!0}),We=({desk:t,anew:e})=>t.ended&&!e,zt=(t,e)=>({...t,typing:{author:e}}),le=t=>({...t,typing:null});function ce(t,e){if(no(t,e.client_id))return t;let n=e.button?[...t.pressed,e.button.seq]:t.pressed;return{...t,pressed:n,outgoing:[...t.outgoing,e]}}function Bt(t,e,{seq:n,conversation_id:o,time:s}){let i=t.outgoing.find(a=>a.client_id===e);if(!i)return t;let r=pe(t,o);return r.messages.some(a=>a.seq===n)?Qe(r,e):Ge(r,It(i,{seq:n,conversation_id:o,time:s}))}var jt=(t,e,n)=>Je(t,e,{files:n}),Ht=(t,e,n)=>Je(t,e,{state:"failed",error:n}),Ve=(t,e)=>Je(t,e,{state:"sending",error:null}),Wt=(t,e)=>Qe(t,e),Vt=t=>t.outgoing.filter(e=>e.error==="timeout").reduce((e,n)=>Ve(e,n.client_id),t),Yt=t=>t.outgoing.find(e=>e.state==="sending"),Ye=(t,e)=>({...t,readSeq:Math.max(t.readSeq,e)}),Kt=t=>t.messages.filter(e=>e.seq>t.readSeq&&to(e)).length,Gt=t=>t.messages.findLast(e=>e.author.kind!=="customer")?.seq??0,Qt=t=>t.messages.at(-1)?.author.kind==="customer"&&t.messages.at(-1)?.kind==="text"&&t.desk.bot==="up"&&Jt(t.desk),Jt=({owner:t})=>t!=="agent"&&t!=="queue",Ke=t=>t.messages.at(-1)?.seq??0,ue=(t,e)=>e.conversation_id===t.id&&e.seq>=t.desk.question_seq&&!t.pressed.includes(e.seq);function Xt(t,e){let{owner:n,agent:o}=t.desk;return n==="agent"&&o?{kind:"agent",name:o.name}:{kind:"bot",name:e}}var to=({author:t})=>t.kind==="bot"||t.kind==="agent",no=(t,e)=>t.outgoing.some(n=>n.client_id===e)||t.messages.some(n=>n.client_id===e);function pe(t,e){if(t.id===e)return t;if(t.id===null)return{...t,id:e};let n=[...t.earlier,...t.messages];return{...t,...{messages:[],pressed:[],cursor:0,readSeq:0,synced:!1,anew:!1},id:e,earlier:n}}function Ge(t,e){let n=t.messages.filter(i=>i.seq!==e.seq),o=n.findLastIndex(i=>i.seq<e.seq)+1,s={...t,messages:n.toSpliced(o,0,oo(t,e))};return e.client_id?Qe(s,e.client_id):s}function oo(t,e){let n=io(t,e),o=e.attachments?.map((s,i)=>({...s,upload:n[i]}));return n.length>0?{...e,attachments:o}:e}function io({messages:t,outgoing:e},{seq:n,client_id:o}){let s=t.find(i=>i.seq===n);return s?(s.attachments??[]).map(({upload:i})=>i):(e.find(i=>i.client_id===o)?.files??[]).map(({id:i})=>i)}var Qe=(t,e)=>({...t,outgoing:t.outgoing.filter(n=>n.client_id!==e)}),Je=(t,e,n)=>({...t,outgoing:t.outgoing.map(o=>o.client_id===e?{...o,...n}:o)});var Ze=t=>import(new URL(`./socket.js${t?`?${t}`:""}`,import.meta.url).href).catch(()=>null);var Zt=[500,1e3,2e3,4e3,8e3],et=t=>Zt[Math.min(t,Zt.length-1)],z=t=>new Promise(e=>setTimeout(e,t));async function tt(t,{isWanted:e,missed:n}){for(let o=0;e();o++){let s=await t(o);if(!e())break;if(s)return s;n(),await z(et(o))}return null}function en(t,e){let n=so(t,e);return n||e.custom?.answered?{state:"answered",score:n?.custom?.score??e.custom?.score??null}:{state:t.outgoing.find(s=>s.rating&&de(s.rating,e.custom))?.state??"open"}}var de=(t,e)=>nt(t)!==void 0&&nt(t)===nt(e),nt=t=>t?.handoff_id??t?.conversation_id,so=(t,e)=>[...t.earlier,...t.messages].find(n=>n.kind==="rating"&&de(n.custom,e.custom));var fe=class{#t;#e=!1;constructor(e){this.#t=e}async pump(){if(!this.#e){this.#e=!0;for(let e=this.#t.line();e?.isUp&&this.#o.synced;e=this.#t.line()){let n=Yt(this.#o);if(!n)break;qt(n)?await this.#n(e,n):await this.#s(e,n)}this.#e=!1}}get#o(){return this.#t.state()}async#s(e,{client_id:n,files:o=[]}){let s=this.#t.files;for(let{id:d,ref:f}of o)f||await s.finish(d);let{value:i}=s.all,r=o.map(d=>({...d,ref:d.ref??i[d.id]?.ref??null}));this.#t.change(jt(this.#o,n,r));let a=r.find(({ref:d})=>!d);a&&e.isUp&&this.#r(n,i[a.id]?.error??"fileLost")}async#n(e,n){let{client_id:o}=n,s=this.#o.id===null&&this.#t.invitation(),i=s?{invitation:s.id}:{},r={...Lt(n),...i,page:this.#t.page()},a=await e.send(r).catch(()=>null);e===this.#t.line()&&(a&&"error"in a?this.#r(o,Dt(n,a.error)):a?this.#i(o,a):e.isUp&&this.#r(o,"timeout"))}#i(e,n){this.#t.change(Bt(this.#o,e,n)),this.#t.stored()}#r(e,n){n==="unauthorized"?this.#t.unauthorized():this.#t.change(Ht(this.#o,e,n))}};var he=class{#t=0;#e=0;isDue(){return Date.now()-this.#t<3e3?!1:(this.#t=Date.now(),!0)}sent(){this.#t=0}show(e,n){clearTimeout(this.#e),this.#e=setTimeout(n,e)}};var ro={too_long:"fileLarge",bad_request:"fileRefused",too_many:"fileWait"},me=class extends Error{};function tn(t,e,n,{progress:o,signal:s}){let i=new URL("api/chat/media",t);return i.searchParams.set("name",n.name),new Promise((r,a)=>{if(!e)return a(new me("timeout"));let d=new XMLHttpRequest,f=0,p=()=>{clearTimeout(f),f=setTimeout(()=>d.abort(),3e4)};d.upload.onprogress=({loaded:v})=>{p(),o(v/n.size)},d.onloadend=()=>{clearTimeout(f);let v=d.response?.attachment?.ref;v?r(v):a(new me(ao(d)))},s.addEventListener("abort",()=>d.abort()),d.open("POST",i),d.responseType="json",d.setRequestHeader("Authorization",`Bearer ${e}`),d.setRequestHeader("Content-Type",n.type),p(),d.send(n)})}var ao=({status:t,response:e})=>ro[e?.error?.code]??(t===0||t===401?"timeout":"failed");function W(){let t=crypto.getRandomValues(new Uint8Array(16));return t[6]=t[6]&15|64,t[8]=t[8]&63|128,Array.from(t,n=>n.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/,"$1-$2-$3-$4-")}var ot=5,ge={picture:10,other:20},on="image/jpeg,image/png,image/webp,image/gif,audio/*,video/mp4,video/3gpp,application/pdf,text/plain,text/csv,.doc,.docx,.xls,.xlsx,.ppt,.pptx",lo=new RegExp("^(image/(jpeg|png|webp|gif)$|audio/|video/(mp4|3gpp)|text/(plain|csv)|application/(pdf|msword|vnd\\.(openxmlformats-officedocument\\.|ms-excel|ms-powerpoint)))"),co=["timeout","failed","fileWait"],nn=20,ve=class{all=S({});box=S([]);refusal=S(null);#t;#e=new Map;#o=new Map;constructor(e){this.#t=e}get chosen(){return this.box.value.map(e=>this.all.value[e])}get isBlocked(){return this.chosen.some(({error:e})=>e&&!co.includes(e))}previewOf(e){return e&&this.all.value[e]?.preview||null}add(e){this.refusal.value=null;for(let n of e){let o=this.box.value.length<ot?uo(n):"fileMost";o?this.refusal.value={name:n.name,error:o}:this.#s(n)}}remove(e){this.refusal.value=null,this.box.value=this.box.value.filter(n=>n!==e),this.#o.get(e)?.stop.abort(),this.#e.delete(e)}take(){let{chosen:e}=this;return this.refusal.value=null,this.box.value=[],e.map(({id:n,name:o,kind:s,ref:i})=>({id:n,name:o,kind:s,ref:i}))}async finish(e){let n=this.#e.get(e);if(!(!n||this.all.value[e].ref)){if(!this.#o.has(e)){let o=new AbortController;this.#o.set(e,{done:this.#n(e,n,o.signal),stop:o})}await this.#o.get(e)?.done,this.#o.delete(e)}}resume(){this.chosen.filter(({error:e})=>e==="timeout").forEach(({id:e})=>this.finish(e))}restart(){this.box.value.forEach(e=>this.remove(e)),this.#o.forEach(({stop:e})=>e.abort()),Object.keys(this.all.value).forEach(e=>this.#r(e,{ref:null,share:0}))}#s(e){let n=W(),o=sn(e.type),s=o==="image"?URL.createObjectURL(e):null,i={id:n,name:e.name,kind:o,preview:s,share:0,ref:null,error:null};this.#e.set(n,e),this.all.value={...this.all.value,[n]:i},this.box.value=[...this.box.value,n],this.finish(n)}async#n(e,n,o){this.#r(e,{error:null});try{let s={progress:i=>this.#i(e,i),signal:o};this.#r(e,{ref:await this.#t(n,s),share:1})}catch(s){this.#r(e,{error:s.message,share:0})}}#i(e,n){let o=Math.floor(n*nn)/nn;o!==this.all.value[e].share&&this.#r(e,{share:o})}#r(e,n){this.all.value={...this.all.value,[e]:{...this.all.value[e],...n}}}};function uo({type:t,size:e}){if(!lo.test(t)||e===0)return"fileRefused";let n=sn(t)==="image"?ge.picture:ge.other;return e>n*1e6?"fileLarge":null}var sn=t=>{let e=t.split("/")[0];return e==="image"||e==="audio"||e==="video"?e:"file"};var J=class extends Error{};async function rn(t,e){let n=await fetch(new URL("api/chat/session",t),{method:"POST",headers:{"Content-Type":"application/json"},body:JSON.stringify(e)});if(n.status===401)throw new J("The desk did not accept the identity.");if(!n.ok)throw new Error(`The desk answered ${n.status}.`);return n.json()}var an=5e3,po=3e3,fo=500;async function ln(t,e){if(!navigator.locks)return ho(t,e);let n=!1,o=()=>(n=!0,e()),s=AbortSignal.timeout(an);try{return await navigator.locks.request(t.name,{signal:s},o)}catch(i){if(n)throw i;return e()}}async function ho(t,e){let n=W(),o=Date.now()+an;for(;t.turn?.id!==n&&Date.now()<o;)(t.turn?.until??0)<Date.now()&&(t.turn={id:n,until:Date.now()+po}),await z(fo);try{return await e()}finally{t.turn?.id===n&&(t.turn=null)}}var V="",cn="crm:",_e=class{session=S(null);#t;#e;#o;#s;#n;constructor({base:e,storage:n,identity:o,locale:s},i){this.#t=e,this.#e=n,this.#n=o,this.#o=s,this.#s=i}get draft(){return this.#e.draft(this.#i)}set draft(e){this.#e.rememberDraft(this.#i,e)}get#i(){return this.session.value?.visitor.id??V}identify(e){this.#n=e;let n=this.#e.session;n?.signed_in&&!mo(e,n.visitor.id)&&this.#u()}leftElsewhere(e){return!this.#e.saysLeft(e)||this.#n===null&&!this.session.value?.visitor.id.startsWith(cn)?!1:(this.#n=null,this.#p(),!0)}get isAwaited(){return this.#n===null&&!!this.#e.session?.signed_in}tried(e){return this.isAwaited&&this.#u(),this.#n!==null?this.#r(e):ln(this.#e,async()=>{let n=await this.#r(e);return n&&this.#n===null&&this.#l(n,n.conversation_id),n})}async#r(e){let n=this.#e.session,o=n?.signed_in?void 0:n?.token,s=this.#n??void 0;try{return await rn(this.#t,{token:o,identity:s,page:e,locale:this.#o})}catch(i){return i instanceof J&&s&&this.#d(),null}}adopt(e){let n=this.session.value?.visitor.id,o=n===e.visitor.id;return o||this.#c(e.visitor.id),this.session.value=e,this.#l(e,e.conversation_id),{isSame:o,isAnother:n!==void 0&&!o}}remembered({visitor:e,conversation_id:n,desk:o}){let s=this.#e.lastRead(e.id),i=s?.conversation_id===n?s?.seq??0:0,r={...H.desk,bot:o.bot},a={...H,id:n,readSeq:i,desk:r},d=Date.now(),f=this.#e.outgoing(V,d);return f.forEach(p=>this.#e.forget(V,p.client_id)),[...this.#e.outgoing(e.id,d),...f].reduce(ce,a)}keepChanges(e,n){this.#e.keepChanges(this.#i,e.outgoing,n.outgoing);let o=this.session.value;o&&e.id!==n.id&&this.#l(o,n.id)}rememberRead(e,n){this.#e.rememberRead(this.#i,e,n)}#l(e,n){this.#e.keepSession(e,n,this.#n!==null)}#c(e){let n=this.#e.draft(V),o=this.#e.outgoing(V,Date.now());this.#e.keepOnly(e),o.forEach(s=>this.#e.keep(V,s)),n&&!this.#e.draft(e)&&this.#e.rememberDraft(e,n)}#d(){this.identify(null),this.#s.refused()}#u(){this.#e.forgetAll(),this.#p()}#p(){this.session.value=null,this.#s.left()}};function mo(t,e){if(t===null)return!1;try{let[,n]=t.split("."),o=atob(n.replaceAll("-","+").replaceAll("_","/")),s=Uint8Array.from(o,i=>i.charCodeAt(0));return cn+JSON.parse(new TextDecoder().decode(s)).sub===e}catch{return!0}}var B=5e3,go=6e3,vo=3e4,_o=720*6e4,xe=class extends EventTarget{conversation=S(H);connection=S("connecting");invitation=S(null);linkIsOver=S(!1);files=new ve((e,n)=>tn(this.#t,this.session.value?.token,e,n));#t;#e;#o;#s="";#n=null;#i=0;#r=0;#l=0;#c=new he;constructor({page:e,...n}){super(),this.#t=n.base,this.#o=e,this.visitor=new _e(n,{refused:()=>this.dispatchEvent(new Event("identity-refused")),left:()=>this.#d()}),this.session=this.visitor.session,this.#e=new fe({line:()=>this.#n,state:()=>this.conversation.value,change:o=>this.#a(o),files:this.files,invitation:()=>this.invitation.value,page:e,stored:()=>this.#$(),unauthorized:()=>this.#f()})}async start(){let e=++this.#i,n={isWanted:()=>e===this.#i,missed:()=>this.connection.value="offline"};this.#k(),Ze(0);let o=await tt(()=>this.visitor.tried(this.#o()),n);if(!o)return;this.#u(o);let s=await tt(Ze,n);s&&(this.#n=this.#p(s,o))}identify(e){return this.visitor.identify(e),this.start()}say(e,n){this.#g({text:e,files:n})}addressOf({url:e,upload:n}){return e?new URL(e,this.#t).href:this.files.previewOf(n)}press(e,n){this.#g({text:n.title,button:{id:n.id,seq:e.seq}})}rate(e){this.conversation.value.outgoing.filter(n=>n.rating&&de(n.rating,e)).forEach(n=>this.discard(n.client_id)),this.#g({text:e.comment??"",rating:e})}async end(){let{id:e}=this.conversation.value,n=await this.#n?.end({conversation_id:e}).catch(()=>null);return!!(n&&!("error"in n))}startOver(){this.#a(Nt(this.conversation.value))}retry(e){this.#a(Ve(this.conversation.value,e)),this.#e.pump()}discard(e){this.#a(Wt(this.conversation.value,e))}read(e){let n=this.conversation.value;e<=n.readSeq||n.id===null||(this.#a(Ye(n,e)),this.visitor.rememberRead(n.id,e),this.#n?.confirm("read",{conversation_id:n.id,seq:e}))}typing(){this.#c.isDue()&&this.#n?.typing()}look({again:e=!1}={}){let{id:n,desk:o,synced:s}=this.conversation.value;if(!s||n===null||o.owner==="closed")return;let i=this.#o(),r=JSON.stringify(i);r===this.#s&&!e||(this.#s=r,this.#n?.look(i))}#d(){this.files.restart(),this.conversation.value=H}#u(e){let{isSame:n,isAnother:o}=this.visitor.adopt(e);o&&this.files.restart(),n||this.#a(this.visitor.remembered(e))}#p(e,{token:n}){return new e.Line(this.#t,n,{connected:()=>this.#b(),disconnected:()=>this.#v(),unauthorized:()=>this.#f(),message:o=>this.#y(o),update:o=>this.#m(Pt,o),typing:({author:o})=>this.#x(o,go),state:o=>this.#m(Ft,o)})}async#f(){let e=++this.#i;this.#v(),await z(et(this.#r++)),e===this.#i&&await this.start()}async#b(){this.#a(Vt(this.conversation.value)),await this.#h()}#v(){this.connection.value="offline",this.#a(He(this.conversation.value))}async#h(){let e=this.#n;if(!e)return;this.connection.value="connecting";let n=Date.now()-this.#l>_o,o=Ut(this.conversation.value,{whole:n}),s=await e.sync(o).catch(()=>null);e===this.#n&&(n&&s&&(this.#l=Date.now()),s&&"error"in s?await this.#f():s?this.#w(s):e.isUp&&await this.#h())}#w(e){this.#r=0,this.#a(Rt(this.conversation.value,e)),this.connection.value="online",this.#_(),this.files.resume(),this.#e.pump()}#y(e){this.#m(At,e),this.#_()}#m(e,n){this.#a(e(this.conversation.value,n)),this.connection.value==="online"&&!this.conversation.value.synced&&this.#h()}#_(){let{id:e,synced:n}=this.conversation.value,o=Gt(this.conversation.value);n&&o>0&&this.#n?.confirm("received",{conversation_id:e,seq:o})}#x(e,n){this.#a(zt(this.conversation.value,e));let o=()=>this.#a(le(this.conversation.value));this.#c.show(n,o)}#$(){if(!Qt(this.conversation.value))return;let e=this.session.value?.desk.bot_name;this.#x({kind:"bot",name:e},vo)}#g(e){this.linkIsOver.value=!1;let n=Mt(W(),new Date().toISOString(),e);this.#c.sent(),this.#a(ce(this.conversation.value,n)),this.#e.pump()}#k(){this.#n?.hangUp(),this.#n=null,this.connection.value="connecting",this.#a(He(this.conversation.value))}#a(e){let n=this.conversation.value;this.conversation.value=e,this.visitor.keepChanges(n,e)}};var un=t=>/^#\/c\/([\w.~-]+)$/.exec(t)?.[1]??null;async function pn(t,e){let n=await fetch(new URL("api/chat/link",t),{method:"POST",headers:{"Content-Type":"application/json"},body:JSON.stringify({link:e})});if(n.status>=500)throw new Error(`The desk answered ${n.status}.`);return n.ok?{...await n.json(),signed_in:!1}:null}var fn=({origin:t,pathname:e,protocol:n},o,{cart:s,fields:i}={})=>({url:n.startsWith("http")?(t+e).slice(0,2e3):"",title:o.slice(0,300),...dn(s)&&{cart:xo(s)},...dn(i)&&{fields:bo(i)}});function xo({value:t,currency:e,items:n}){let o=t===null||t===""?NaN:Number(t),s=Array.isArray(n)?n.map(String).filter(Boolean):[];return{...o>=0&&o<=1e9&&{value:o},.../^[a-z]{3}$/i.test(e)&&{currency:String(e).toUpperCase()},items:s.slice(0,20).map(i=>i.slice(0,120))}}function bo(t){let e=Object.entries(t).filter(([n,o])=>n&&wo(o));return Object.fromEntries(e.slice(0,10).map(([n,o])=>[n.slice(0,40),String(o).slice(0,200)]))}var dn=t=>typeof t=="object"&&t!==null,wo=t=>["string","number","boolean"].includes(typeof t);var hn=["out","read","draft"],be=class{name;#t;#e;constructor(e,n){this.#t=this.name=`warmdesk:${e}`,this.#e=n}get session(){return this.#n("session")}set session(e){this.#i("session",e)}keepSession({token:e,visitor:n},o,s){let i=this.session,r=s||!!(i?.visitor.id===n.id&&i.signed_in);this.session={token:e,visitor:n,conversation_id:o,signed_in:r}}get turn(){return this.#n("turn")}set turn(e){this.#i("turn",e)}keepOnly(e){let n=o=>hn.some(s=>`${o}:`.startsWith(`${s}:${e}:`));this.#o().filter(o=>!n(o)).forEach(o=>this.#i(o,null))}forgetAll(){this.session=null,this.#o().forEach(e=>this.#i(e,null)),this.#i("left",Date.now())}saysLeft({key:e,newValue:n}){return e===`${this.#t}:left`&&n!==null}outgoing(e,n){let o=this.#s(`out:${e}:`).map(r=>this.#n(r)),[s,i]=yo(o,r=>n-Date.parse(r.time)>864e5);return s.forEach(r=>this.forget(e,r.client_id)),i.sort((r,a)=>r.time.localeCompare(a.time))}keepChanges(e,n,o){let s=new Set(o.map(i=>i.client_id));o.filter(i=>!n.includes(i)).forEach(i=>this.keep(e,i)),n.filter(i=>!s.has(i.client_id)).forEach(i=>this.forget(e,i.client_id))}keep(e,n){this.#i(`out:${e}:${n.client_id}`,n)}forget(e,n){this.#i(`out:${e}:${n}`,null)}lastRead(e){return this.#n(`read:${e}`)}rememberRead(e,n,o){this.#i(`read:${e}`,{conversation_id:n,seq:o})}draft(e){return this.#n(`draft:${e}`)??""}rememberDraft(e,n){this.#i(`draft:${e}`,n||null)}#o(){return hn.flatMap(e=>this.#s(`${e}:`))}#s(e){let n=`${this.#t}:${e}`;return Array.from({length:this.#e.length},(s,i)=>this.#e.key(i)??"").filter(s=>s.startsWith(n)).map(s=>s.slice(this.#t.length+1))}#n(e){try{return JSON.parse(this.#e.getItem(`${this.#t}:${e}`)??"null")}catch{return null}}#i(e,n){let o=`${this.#t}:${e}`;try{n===null?this.#e.removeItem(o):this.#e.setItem(o,JSON.stringify(n))}catch{}}};function mn(){try{return localStorage.getItem("warmdesk"),localStorage}catch{return it()}}function it(){let t=new Map;return{getItem:e=>t.get(e)??null,setItem:(e,n)=>{t.set(e,n)},removeItem:e=>{t.delete(e)},key:e=>[...t.keys()][e]??null,get length(){return t.size}}}var yo=(t,e)=>[t.filter(e),t.filter(n=>!e(n))];var $o=`
:host {
  --paper: var(--warmdesk-paper, #fffdfb);
  --sunken: var(--warmdesk-sunken, #faf5f0);
  --ink: var(--warmdesk-ink, #2a211c);
  --quiet: var(--warmdesk-quiet, #6f6158);
  --edge: var(--warmdesk-edge, #eadfd5);
  --bot: var(--warmdesk-bot, #f5ece3);
  --agent: var(--warmdesk-agent, #deeee9);
  --agent-strong: #17685a;
  --on-agent-strong: #fff;
  --bad: #a3261c;
  --bad-soft: #fcebe8;
  --calm-soft: #fdf1de;
  --calm-ink: #6e4a0c;
  --radius: var(--warmdesk-radius, 20px);
  --font: var(--warmdesk-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue",
    "Noto Sans", Arial, sans-serif);
  --shadow: 0 0 0 1px rgb(70 35 10 / 6%), 0 2px 6px rgb(70 35 10 / 6%),
    0 18px 48px rgb(70 35 10 / 18%);
}
@media (prefers-color-scheme: dark) {
  :host {
    --paper: var(--warmdesk-paper, #211c19);
    --sunken: var(--warmdesk-sunken, #1b1714);
    --ink: var(--warmdesk-ink, #f3ebe4);
    --quiet: var(--warmdesk-quiet, #b3a498);
    --edge: var(--warmdesk-edge, #3b322c);
    --bot: var(--warmdesk-bot, #302822);
    --agent: var(--warmdesk-agent, #1d3a34);
    --agent-strong: #7fd0bd;
    --on-agent-strong: #0c2620;
    --bad: #ffb4a8;
    --bad-soft: #43211c;
    --calm-soft: #3b2e19;
    --calm-ink: #f0d3a0;
    --shadow: 0 0 0 1px rgb(255 235 220 / 10%), 0 18px 48px rgb(0 0 0 / 55%);
  }
}
`,ko=`
.panel, .panel * { box-sizing: border-box; }
.panel {
  position: fixed; z-index: var(--layer); right: var(--side);
  bottom: calc(var(--bottom) + 76px); width: 392px;
  height: min(680px, calc(100dvh - var(--bottom) - 96px)); min-height: 240px;
  display: flex; flex-direction: column; overflow: hidden;
  font: 15px/1.5 var(--font); color: var(--ink); background: var(--paper);
  border-radius: var(--radius); box-shadow: var(--shadow); color-scheme: light dark;
  animation: rise .22s cubic-bezier(.2, .8, .3, 1);
}
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }
:host([page]), :host([page]) > div { height: 100% !important; }
:host([page]) .panel {
  position: relative; inset: auto; width: 100%; height: 100%; border-radius: 0; box-shadow: none; animation: none;
}
@media (max-width: 479.98px) {
  .panel { inset: 0; width: auto; height: 100dvh; border-radius: 0; }
}
button, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; touch-action: manipulation; }
button:disabled { cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a { color: inherit; text-underline-offset: 2px; }
p, h1, h2 { margin: 0; }
svg { flex: none; display: block; }
.hidden {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}

.top {
  display: flex; align-items: center; gap: 12px; padding: 14px 12px 14px 18px;
  border-bottom: 1px solid var(--edge);
}
.who { flex: 1; min-width: 0; line-height: 1.3; }
.who > :first-child, .who span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.who > :first-child { font-size: 16px; font-weight: 650; }
.who span { font-size: 13px; color: var(--quiet); }
.top .face { width: 40px; height: 40px; font-size: 17px; }
.icon {
  width: 40px; height: 40px; display: grid; place-items: center; padding: 0;
  border: 0; border-radius: 12px; background: none; color: var(--quiet);
}
.icon:hover { background: var(--sunken); color: var(--ink); }

.menu { position: relative; }
.menu ul {
  position: absolute; z-index: 2; top: 100%; right: 0; margin: 4px 0 0; padding: 6px; list-style: none;
  border: 1px solid var(--edge); border-radius: 14px; background: var(--paper); box-shadow: var(--shadow);
}
.menu li button {
  width: 100%; padding: 9px 12px; border: 0; border-radius: 10px; background: none; text-align: start;
  white-space: nowrap;
}
.menu li button:hover, .menu li button:focus-visible { background: var(--sunken); }

.face {
  flex: none; width: 30px; height: 30px; display: grid; place-items: center; border-radius: 50%;
  color: var(--on-accent); background: var(--accent); font-weight: 650; font-size: 13px;
}
.face svg { width: 100%; height: 100%; }
.face.agent { color: var(--on-agent-strong); background: var(--agent-strong); }

.state { padding: 9px 18px; font-size: 13.5px; line-height: 1.4; text-wrap: balance; }
.state.calm { background: var(--calm-soft); color: var(--calm-ink); }
.state.warn { background: var(--bad-soft); color: var(--bad); }
.state.wait { color: var(--quiet); animation: late .2s .7s both; }
@keyframes late { from { opacity: 0; } }
`,So=`
.scroll { position: relative; flex: 1; min-height: 0; display: flex; }
.log {
  flex: 1; min-width: 0; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin;
  scrollbar-color: var(--edge) transparent;
}
.log:focus-visible { outline-offset: -3px; }
.entries { min-height: 100%; padding: 18px; display: flex; flex-direction: column; gap: 14px; }
.entries > :first-child { margin-top: auto; }
.newer {
  position: absolute; bottom: 12px; left: 50%; translate: -50%; display: flex; gap: 6px;
  align-items: center; padding: 7px 14px 7px 11px; border: 1px solid var(--edge); border-radius: 99px;
  font-size: 13px; font-weight: 600; background: var(--paper); box-shadow: 0 4px 14px rgb(70 35 10 / 16%);
}
.welcome { margin-block: auto; padding: 12px; text-align: center; }
.entries > .welcome:first-child { margin-block: auto; }
.welcome .face { width: 60px; height: 60px; margin: 0 auto 14px; }
.welcome h2 { font-size: 20px; font-weight: 650; line-height: 1.3; text-wrap: balance; }
.welcome p { margin: 8px auto 0; max-width: 29ch; color: var(--quiet); text-wrap: balance; }
.day { text-align: center; font-size: 12.5px; color: var(--quiet); }
.line {
  align-self: center; max-width: 90%; text-align: center; font-size: 13px; color: var(--quiet);
  white-space: pre-line; overflow-wrap: anywhere;
}
.given { display: flex; gap: 6px; align-items: center; }
.line q { font-style: italic; }

.group { display: flex; gap: 9px; max-width: 92%; align-self: flex-start; }
.group .face { align-self: flex-start; margin-top: 22px; }
.stack { display: flex; flex-direction: column; align-items: flex-start; gap: 4px; min-width: 0; }
.name { font-size: 12.5px; line-height: 18px; color: var(--quiet); }
.group.agent .name { color: var(--agent-strong); font-weight: 600; }
.bubble {
  max-width: 100%; padding: 9px 14px; border-radius: 18px; white-space: pre-wrap;
  overflow-wrap: anywhere; background: var(--bot);
}
.name + .bubble { border-top-left-radius: 6px; }
.bubble blockquote { margin: 0 0 4px; padding-inline-start: 8px; border-inline-start: 3px solid; opacity: .75; }
.group.agent .bubble { background: var(--agent); }
.group.customer { align-self: flex-end; max-width: 84%; }
.group.customer .stack { align-items: flex-end; }
.group.customer .bubble {
  color: var(--on-accent); background: var(--accent);
  border-top-left-radius: 18px;
}
.group.customer .bubble:has(+ .meta) { border-bottom-right-radius: 6px; }
.group.customer .bubble.sending { opacity: .72; }
.group.customer .bubble.failed {
  color: var(--ink); background: var(--paper); box-shadow: inset 0 0 0 1.5px var(--bad);
}
.file { display: flex; gap: 8px; align-items: center; text-decoration: none; }
.file span { min-width: 0; overflow-wrap: anywhere; }
.file small { white-space: nowrap; opacity: .8; }
a.file:hover span { text-decoration: underline; }
.picture { border-radius: 16px; overflow: hidden; display: block; line-height: 0; }
.picture img { max-width: 100%; max-height: 260px; }
.meta, .fate { display: flex; align-items: center; gap: 8px; font-size: 12px; color: var(--quiet); }
.meta span { display: inline-flex; align-items: center; gap: 3px; }
.fate.failed { color: var(--bad); flex-wrap: wrap; gap: 2px 4px; }
.customer .fate { justify-content: flex-end; }
.fate button {
  padding: 3px 5px; border: 0; border-radius: 8px; background: none;
  font-weight: 600; text-decoration: underline; text-underline-offset: 2px;
}
.fate button:hover { background: var(--bad-soft); }

.entries > .choices { justify-content: center; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; padding: 4px 0 2px; }
.choices button {
  padding: 8px 15px; border: 1.5px solid var(--accent); border-radius: 99px; text-align: start;
  color: var(--accent); background: var(--paper); font-weight: 600; font-size: 14px; line-height: 1.35;
  overflow-wrap: anywhere; transition: background .12s, color .12s;
}
.choices .card { flex: 1 1 100%; border-radius: 14px; }
.card span { display: block; font-weight: 400; font-size: 13px; }
.card img { display: block; width: 100%; height: 120px; margin-bottom: 6px; object-fit: contain; }
.choices button:hover:enabled { background: var(--accent); color: var(--on-accent); }
.choices button:disabled { border-color: var(--edge); color: var(--quiet); font-weight: 500; background: none; }

.typing .face { margin-top: 4px; }
.typing .bubble { display: flex; gap: 5px; align-items: center; height: 38px; border-top-left-radius: 6px; }
.typing i { width: 7px; height: 7px; border-radius: 50%; background: var(--quiet); animation: wave 1.2s infinite; }
.typing i:nth-of-type(2) { animation-delay: .15s; }
.typing i:nth-of-type(3) { animation-delay: .3s; }
@keyframes wave { 0%, 60%, 100% { opacity: .35; } 30% { opacity: 1; transform: translateY(-3px); } }

.rating {
  align-self: stretch; display: flex; flex-direction: column; gap: 12px; padding: 16px;
  border: 1px solid var(--edge); border-radius: 18px; background: var(--sunken);
}
.rating fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
.rating legend { padding: 0; margin: 0 auto 12px; font-weight: 650; }
.scores { display: grid; grid-template-columns: repeat(5, 1fr); gap: 8px; }
.scores button {
  height: 44px; padding: 0; border: 1.5px solid var(--edge); border-radius: 14px; font-weight: 650;
  background: var(--paper);
}
.scores button:hover { border-color: var(--accent); }
.scores button[aria-pressed="true"] { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
.ends { display: flex; justify-content: space-between; margin-top: 6px; font-size: 12.5px; color: var(--quiet); }
.rating textarea {
  width: 100%; padding: 9px 12px; border: 1.5px solid var(--edge); border-radius: 14px; resize: none;
  background: var(--paper);
}
.primary {
  align-self: flex-end; padding: 9px 18px; border: 0; border-radius: 12px; font-weight: 650;
  color: var(--on-accent); background: var(--accent);
}
.primary:disabled { opacity: .6; }
.second {
  padding: 8px 17px; border: 1.5px solid var(--edge); border-radius: 12px; background: none; font-weight: 600;
}
.ending {
  display: flex; flex-direction: column; gap: 8px; padding: 14px 18px 16px;
  border-top: 1px solid var(--edge);
}
.ending p { font-size: 14px; color: var(--quiet); }
.ending .two { display: flex; justify-content: flex-end; gap: 12px; flex-wrap: wrap; margin-top: 4px; }
`,Oo=`
.composer { padding: 10px 14px 12px; border-top: 1px solid var(--edge); }
.field {
  display: flex; align-items: flex-end; gap: 6px; padding: 4px;
  border: 1.5px solid var(--edge); border-radius: 22px; background: var(--sunken);
  transition: border-color .12s;
}
.field:focus-within { border-color: var(--accent); }
.composer textarea {
  flex: 1; min-width: 0; max-height: 150px; padding: 6px 0; border: 0; outline: 0; resize: none;
  background: none; line-height: 1.45;
}
textarea::placeholder { color: var(--quiet); opacity: 1; }
.clip { flex: none; width: 36px; height: 36px; border-radius: 50%; }
.clip:hover { background: var(--edge); }
.chips {
  display: flex; flex-wrap: wrap; gap: 6px; margin: 0 0 8px; padding: 2px; list-style: none;
  max-height: 200px; overflow-y: auto;
}
.chip {
  display: flex; align-items: center; gap: 8px; max-width: 100%; min-width: 0; padding: 5px 2px 5px 6px;
  border: 1px solid var(--edge); border-radius: 12px; font-size: 13px;
}
.chip > svg { margin: 8px; }
.chip img { width: 32px; height: 32px; border-radius: 8px; object-fit: cover; }
.chip div { min-width: 56px; max-width: 210px; }
.chip div > span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chip .icon { flex: none; width: 28px; height: 28px; border-radius: 8px; }
.chip progress { display: block; width: 100%; height: 4px; margin-top: 3px; accent-color: var(--accent); }
.panel[data-over]::after {
  content: attr(data-drop); position: absolute; z-index: 3; inset: 10px; display: grid; place-items: center;
  border: 2px dashed var(--accent); border-radius: 14px; font-weight: 650; pointer-events: none;
  background: color-mix(in srgb, var(--paper) 90%, transparent);
}
.send {
  flex: none; width: 36px; height: 36px; padding: 0; border: 0; border-radius: 50%;
  display: grid; place-items: center; color: var(--on-accent); background: var(--accent);
  transition: opacity .12s;
}
.send:disabled { color: var(--quiet); background: var(--edge); }
.person {
  display: inline-flex; align-items: center; gap: 6px; margin: 8px 0 0 -2px; padding: 4px 8px;
  border: 0; border-radius: 10px; background: none; color: var(--quiet); font-size: 13px;
}
.person:hover { color: var(--ink); background: var(--sunken); }
.composer > .fate { margin: 6px 4px; }
@media (max-width: 479.98px) {
  .composer { padding-bottom: max(12px, env(safe-area-inset-bottom)); }
  .composer textarea, .rating textarea { font-size: 16px; }
}
@media (prefers-reduced-motion: reduce) {
  .panel, .panel * { animation: none !important; transition: none !important; }
}
`;function gn(){let t=new CSSStyleSheet;return t.replaceSync($o+ko+So+Oo),t}var vn="__TEXTS__";var u=S(vn),T=S(void 0),O=(t,e)=>t.replace(/\{(\w+)\}/g,(n,o)=>String(e[o]??n));function st(t){try{let{language:e,region:n}=new Intl.Locale(t);return n?`${e}-${n}`:e}catch{return"en"}}var M=t=>_n(t,".composer textarea"),C=t=>_n(t.target,".log");function _n(t,e){(t?.closest?.(".panel")??t)?.querySelector(e)?.focus({preventScroll:!0})}var L=(t,e=20,n=2)=>c`<svg width=${e} height=${e} viewBox="0 0 24 24" fill="none" stroke="currentColor"
    stroke-width=${n} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d=${t} />
  </svg>`,we=(t=20)=>L("M6 6l12 12M18 6L6 18",t),xn=()=>L("M20 11.5l-8 8a5.2 5.2 0 0 1-7.4-7.4l8.3-8.3a3.5 3.5 0 0 1 4.9 4.9l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6"),bn=()=>L("M5 12h.1M12 12h.1M19 12h.1",20,3.5),wn=()=>L("M12 19V5M6 11l6-6 6 6"),yn=()=>L("M12 5v14M6 13l6 6 6-6",16),ye=()=>L("M5 13l4 4L19 7",13),$e=()=>L("M12 8v5M12 16.5v.1M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18",14),X=()=>L("M14 3H7v18h11V7zM14 3v4h4",16),$n=()=>L("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M5 20c.6-3.4 3.4-5 7-5s6.4 1.6 7 5",16),kn=()=>c`<svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.2"
    stroke-linecap="round" aria-hidden="true">
    <path d="M11.5 13v1.6M20.5 13v1.6M10.5 19.5c1.4 1.9 3.2 2.8 5.5 2.8s4.1-.9 5.5-2.8" />
  </svg>`;function Z(t){let e=u.value,n={limit:B,files:ot,...ge};return t&&t in e?O(e[t],n):e.failed}var Sn=({client:t})=>c`<button class="icon clip" type="button" aria-label=${u.value.attach}
      title=${u.value.attach}
      onClick=${({currentTarget:e})=>e.nextElementSibling.click()}>
      ${xn()}
    </button>
    <input type="file" hidden multiple accept=${on}
      onChange=${({target:e})=>{t.files.add(e.files),e.value="",M(e)}} />`;function On({client:{files:t}}){let{chosen:e}=t,n=t.refusal.value;return c`${e.length>0&&c`<ul class="chips" aria-label=${u.value.files}>
      ${e.map(o=>c`<${To} key=${o.id} files=${t} upload=${o} />`)}
    </ul>`}
    ${n&&c`<p class="fate failed" role="alert">
      ${$e()} <bdi>${n.name}</bdi>: ${Z(n.error)}
    </p>`}`}function To({files:t,upload:{id:e,name:n,preview:o,ref:s,share:i,error:r}}){let a=d=>{M(d.currentTarget),t.remove(e)};return c`<li class="chip">
    ${o&&r!=="fileRefused"?c`<img src=${o} alt="" />`:X()}
    <div>
      <span dir="auto">${n}</span>
      ${r?c`<p class="fate failed" role="alert">
            ${r==="timeout"?u.value.held:Z(r)}
          </p>`:!s&&c`<progress max="1" value=${i} aria-label=${n} />`}
    </div>
    <button class="icon" type="button" aria-label=${O(u.value.removeFile,{name:n})}
      onClick=${a}>${we(16)}</button>
  </li>`}var Tn=({files:t})=>({onDragOver:e=>{En(e)&&(e.preventDefault(),rt(e,!0))},onDragLeave:e=>{e.currentTarget.contains(e.relatedTarget)||rt(e,!1)},onDrop:e=>{En(e)&&(e.preventDefault(),rt(e,!1),t.add(e.dataTransfer.files),M(e.currentTarget))}});function Mn({files:t},e){let n=e.clipboardData;!n?.files.length||n.types.includes("text/plain")||(e.preventDefault(),t.add(n.files))}var En=({dataTransfer:t})=>t?.types.includes("Files"),rt=({currentTarget:t},e)=>t.toggleAttribute("data-over",e);var ke=class extends k{#t=null;state={text:this.props.client.visitor.draft};componentDidUpdate({visitorId:e},{text:n}){e!==this.props.visitorId&&this.#o(this.#e(e)),n!==this.state.text&&Cn(this.#t)}componentDidMount(){this.state.text&&Cn(this.#t)}#e(e){return(e===void 0?this.state.text:"")||this.props.client.visitor.draft}#o(e){this.props.client.visitor.draft=e,this.setState({text:e})}#s(){let{client:e}=this.props,n=this.state.text.trim();Dn(n,e)&&(e.say(n,e.files.take()),this.#o(""),this.#t?.focus())}render(){let{client:e}=this.props,n=this.state.text.trim(),o=Ln(n),s=Co(()=>this.#s());return c`<form class="composer" onSubmit=${s}>
      <${On} client=${e} />
      <div class="field">
        <${Sn} client=${e} />
        <textarea ref=${i=>this.#t=i} dir="auto" rows="1"
          aria-label=${u.value.message} placeholder=${u.value.placeholder}
          aria-describedby=${o>B?"too-long":void 0}
          value=${this.state.text}
          onInput=${i=>{this.#o(i.target.value),e.typing()}}
          onPaste=${i=>Mn(e,i)}
          onKeyDown=${i=>Do(i)&&s(i)} />
        <button class="send" type="submit" aria-label=${u.value.send} disabled=${!Dn(n,e)}>
          ${wn()}
        </button>
      </div>
      ${o>B&&c`<p id="too-long" class="fate failed" role="alert">
        ${O(u.value.tooLong,{count:o,limit:B})}
      </p>`}
      <${Mo} client=${e} />
    </form>`}};function Mo({client:t}){let{owner:e}=t.conversation.value.desk;return e==="agent"||e==="queue"?null:c`<button class="person" type="button" onClick=${o=>{C(o),t.say(u.value.personMessage)}}>
    ${$n()} ${u.value.person}
  </button>`}var Ln=t=>[...t].length,Dn=(t,{files:e})=>(t!==""||e.chosen.length>0)&&Ln(t)<=B&&!e.isBlocked,Do=t=>t.key==="Enter"&&!t.shiftKey&&!t.isComposing,Co=t=>e=>{e.preventDefault(),t()};function Cn(t){t&&(t.style.height="auto",t.style.height=`${t.scrollHeight}px`)}var Se=class extends k{#t=null;state={hasFailed:!1};componentDidMount(){this.#t?.focus()}async#e(){this.setState({hasFailed:!1}),await this.props.client.end()||this.setState({hasFailed:!0})}#o(e){e.key==="Escape"&&(e.stopPropagation(),this.#s(e))}#s({target:e}){let n=e.closest(".panel");this.props.onStay(),setTimeout(()=>M(n))}render(){let{endQuestion:e,endHint:n,endChat:o,goOn:s,endFailed:i}=u.value;return c`<div class="ending" role="alertdialog" aria-labelledby="ending" aria-describedby="ending-hint"
      onKeyDown=${r=>this.#o(r)}>
      <strong id="ending">${e}</strong>
      <p id="ending-hint">${n}</p>
      ${this.state.hasFailed&&c`<p class="fate failed" role="alert">${i}</p>`}
      <div class="two">
        <button class="second" type="button" ref=${r=>this.#t=r}
          onClick=${r=>this.#s(r)}>${s}</button>
        <button class="primary" type="button" onClick=${()=>this.#e()}>${o}</button>
      </div>
    </div>`}},Oe=class extends k{#t=null;componentDidMount(){this.props.wasHere&&C({target:this.#t})}#e({target:e}){let{client:n,onLeave:o}=this.props;if(o)return o();let s=e.closest(".panel");n.startOver(),setTimeout(()=>M(s))}render(){let{ended:e,startOver:n}=u.value;return c`<div class="ending" ref=${o=>this.#t=o}>
      <p>${e}</p>
      <button class="primary" type="button"
        onClick=${o=>this.#e(o)}>${n}</button>
    </div>`}};var Lo=/[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u,j=t=>Lo.test(t)?`⁨${t}⁩`:t;var qn=({earlier:t,messages:e},n)=>[...t,...e].map(o=>({...o,words:qo(o)})).filter(({words:o})=>o).map(({time:o,author:s,words:i})=>`[${Io(o)}] ${j(n(s))}: ${j(i)}
`).join("");function In(t,e){let n=document.createElement("a");n.href=URL.createObjectURL(new Blob([t],{type:"text/plain;charset=utf-8"})),n.download=e,n.click(),setTimeout(()=>URL.revokeObjectURL(n.href),6e4)}function qo({text:t,image:e,attachments:n=[]}){let o=n.map(({name:i})=>i??u.value.file),s=[...e?[u.value.picture]:[],...o].map(i=>`[${i}]`);return[t,...s].filter(Boolean).join(" ")}var Io=t=>new Date(t).toLocaleString(T.value);function R({author:t}){let e=t.kind==="agent"?(t.name??"?").trim().slice(0,1):null;return c`<span class="face ${t.kind}" aria-hidden="true">${e??kn()}</span>`}var Ee=class extends k{#t=null;#e=null;state={isOpen:!1};get#o(){return Array.from(this.#e?.querySelectorAll("button")??[])}#s(){this.setState({isOpen:!this.state.isOpen},()=>this.#o[0]?.focus())}#n(){this.setState({isOpen:!1})}#i({act:e}){this.#t?.focus(),this.#n(),e()}#r(e){let n=this.#o,o=n.indexOf(e.target),s=Ao(e.key,o,n.length);s!==null?(e.preventDefault(),n[s].focus()):e.key==="Escape"&&(e.stopPropagation(),this.#t?.focus(),this.#n())}#l({currentTarget:e,relatedTarget:n}){e.contains(n)||this.#n()}render(){let{isOpen:e}=this.state;return c`<div class="menu" onfocusout=${n=>this.#l(n)}>
      <button class="icon" type="button" aria-label=${u.value.more} title=${u.value.more}
        aria-haspopup="menu" aria-expanded=${e}
        ref=${n=>this.#t=n}
        onClick=${()=>this.#s()}>${bn()}</button>
      ${e&&this.#c()}
    </div>`}#c(){return c`<ul role="menu" tabindex="-1" aria-label=${u.value.more}
      ref=${e=>this.#e=e}
      onKeyDown=${e=>this.#r(e)}>
      ${this.props.choices.map(e=>c`<li role="none">
          <button type="button" role="menuitem" tabindex="-1"
            onClick=${()=>this.#i(e)}>${e.label}</button>
        </li>`)}
    </ul>`}};function Ao(t,e,n){return t==="ArrowDown"?(e+1)%n:t==="ArrowUp"?(Math.max(e,0)-1+n)%n:t==="Home"?0:t==="End"?n-1:null}var Ro=/\b(?:https?:\/\/|www\.)[^\s<>"]+/gi,Uo=/[.,:;!?'")\]}]+$/;function An(t){let e=[],n=0;for(let o of t.matchAll(Ro)){let s=Po(o[0]);o.index>n&&e.push({text:t.slice(n,o.index),href:null}),e.push({text:s,href:Fo(s)}),n=o.index+s.length}return n<t.length&&e.push({text:t.slice(n),href:null}),e}function Po(t){let e=t.replace(Uo,"");return e.split("(").length>e.split(")").length&&t[e.length]===")"?`${e})`:e}var Fo=t=>/^https?:/i.test(t)?t:`https://${t}`;function at({client:t,attachment:e}){let n=t.addressOf(e),{kind:o,size:s,upload:i}=e,r=e.name??u.value.file;if(!n)return c`<div class="bubble file">${X()} <span dir="auto">${r}</span></div>`;if(o==="image"){let a=t.files.previewOf(i)??n;return c`<a class="picture" href=${n} target="_blank" rel="noopener noreferrer">
      <img src=${a} alt="${u.value.picture}: ${r}" loading="lazy" />
    </a>`}return c`<a class="bubble file" href=${n} download=${r} target="_blank"
    rel="noopener noreferrer">
    ${X()} <span dir="auto">${r}</span> ${s&&c`<small>${No(s)}</small>`}
  </a>`}function No(t){let[e,n]=t<1e6?[Math.ceil(t/1e3),"kilobyte"]:[t/1e6,"megabyte"],o={style:"unit",unit:n,maximumFractionDigits:1};return new Intl.NumberFormat(T.value,o).format(e)}function Rn({time:t}){let n=new Date(t).toLocaleTimeString(T.value,{hour:"2-digit",minute:"2-digit"});return c`<time datetime=${t}>${n}</time>`}var Un=({time:t})=>c`<div class="day"><time datetime=${t.slice(0,10)}>${zo(new Date(t))}</time></div>`;function zo(t){let e=new Date;return t.toDateString()===e.toDateString()?u.value.today:(e.setDate(e.getDate()-1),t.toDateString()===e.toDateString()?u.value.yesterday:t.toLocaleDateString(T.value,{weekday:"long",day:"numeric",month:"long"}))}function Pn({client:t,group:e,isLast:n}){let{author:o,items:s}=e,i=s[s.length-1],r=o.kind==="customer";return c`<div class="group ${o.kind}">
    ${!r&&c`<${R} author=${o} />`}
    <div class="stack">
      <div class=${r?"name hidden":"name"} dir="auto">${ct(o)}</div>
      ${s.map(a=>c`<${Bo} key=${a.key} client=${t} item=${a} />`)}
      <div class="meta">
        <${Rn} time=${i.time} />
        ${r&&n&&i.message&&c`<span>${ye()} ${u.value.sent}</span>`}
      </div>
    </div>
  </div>`}var Bo=({client:t,item:{message:e,outgoing:n}})=>e?c`<${jo} client=${t} message=${e} />`:n&&c`<${Wo} client=${t} outgoing=${n} />`,jo=({client:t,message:e})=>c`${e.text&&c`<div class="bubble" dir="auto">
      ${e.custom?.quote&&c`<blockquote dir="auto">${e.custom.quote.text}</blockquote>`}
      <${Te} text=${e.text} />
    </div>`}
    ${e.image&&c`<${Yo} address=${e.image} />`}
    ${e.attachments?.map(n=>c`<${at} client=${t} attachment=${n} />`)}
    ${e.buttons?.length?c`<${lt} client=${t} message=${e} />`:null}`;function lt({client:t,message:e}){let n=ue(t.conversation.value,e),o=(s,i)=>{C(s),t.press(e,i)};return c`<div class="choices">
    ${e.buttons?.map(s=>c`<button key=${s.id} dir="auto" type="button" disabled=${!n} class=${s.card&&"card"}
          onClick=${i=>o(i,s)}>
          ${s.card?c`<${Ho} ...${s.card} />`:s.title}
        </button>`)}
  </div>`}var Ho=({name:t,lines:e,image:n})=>c`${n&&c`<img src=${n} alt="" />`}<b dir="auto">${t}</b>
    ${e?.map(o=>c`<span dir="auto">${o}</span>`)}`,Wo=({client:t,outgoing:e})=>c`${e.text&&c`<div class="bubble ${e.state}" dir="auto"><${Te} text=${e.text} /></div>`}
    ${e.files?.map(({id:n,name:o,kind:s})=>c`<${at} client=${t} attachment=${{kind:s,name:o,upload:n}} />`)}
    ${e.state==="failed"?c`<${Vo} client=${t} outgoing=${e} />`:c`<div class="fate">${Ko(t,e)}</div>`}`,Vo=({client:t,outgoing:e})=>c`<div class="fate failed" onClick=${C}>
    ${$e()} ${Z(e.error)}
    ${!Ct(e)&&c`<button type="button" onClick=${()=>t.retry(e.client_id)}>
      ${u.value.tryAgain}
    </button>`}
    <button type="button" onClick=${()=>t.discard(e.client_id)}>
      ${u.value.discard}
    </button>
  </div>`,Te=({text:t})=>An(t).map(e=>e.href?c`<a dir="ltr" href=${e.href} target="_blank" rel="noopener noreferrer">${e.text}</a>`:e.text);function Yo({address:t}){let e=new URL(t,import.meta.url);return e.protocol.startsWith("http")?c`<a class="picture" href=${e.href} target="_blank" rel="noopener noreferrer">
    <img src=${e.href} alt=${u.value.picture} loading="lazy" />
  </a>`:null}function ct({kind:t,name:e}){return t==="customer"?u.value.you:t==="bot"?e??u.value.assistant:e?`${j(e)} · ${u.value.agent}`:u.value.agent}function Ko({connection:t,files:e},n){if(t.value!=="online")return u.value.held;let o=n.files?.map(({id:i,ref:r})=>r?1:e.all.value[i]?.share??0);if(!o?.some(i=>i<1))return u.value.sending;let s=o.reduce((i,r)=>i+r,0)/o.length;return`${u.value.sending} ${s.toLocaleString(T.value,{style:"percent"})}`}function Fn({client:t,onClose:e,onEnd:n}){let o=Go(t,n),s=Xt(t.conversation.value,Y(t));return c`<div class="top">
    <${R} author=${s} />
    <div class="who">
      <${e?"strong":"h1"}><bdi>${s.name}</bdi></>
      <span>${Jo(t)}</span>
    </div>
    ${o.length>0&&c`<${Ee} choices=${o} />`}
    ${e&&c`<button class="icon" type="button" aria-label=${u.value.closeChat} onClick=${e}>
      ${we()}
    </button>`}
  </div>`}function Go(t,e){let{messages:n,earlier:o,desk:s,synced:i}=t.conversation.value,r=i&&n.length>0&&s.owner!=="closed";return[...n.length+o.length?[{label:u.value.saveChat,act:()=>Qo(t)}]:[],...r?[{label:u.value.endChat,act:e}]:[]]}function Qo(t){let e=n=>ct(n.kind==="bot"?{...n,name:n.name??Y(t)}:n);In(qn(t.conversation.value,e),`${u.value.conversation}.txt`)}var Y=t=>t.session.value?.desk.bot_name??u.value.assistant;function Jo(t){let{owner:e}=t.conversation.value.desk;return e==="agent"?u.value.roleAgent:e==="queue"?u.value.roleQueue:u.value.roleBot}function Nn(t){let e=t.outgoing.filter(i=>!i.rating),o=[...[...t.earlier,...t.messages].filter(ti).map(Zo),...e.map(ei)],s=[];return o.forEach((i,r)=>{si(o[r-1],i)&&s.push(ii(i)),Xo(s,i)}),s}function Xo(t,e){let n=t.at(-1);e.message&&ni(e.message)?t.push(oi(e.message,e.key)):n?.type==="group"&&ri(n,e)?n.items.push(e):t.push({type:"group",key:`g:${e.key}`,author:zn(e),items:[e]})}var Zo=t=>({key:t.client_id??`${t.conversation_id}:${t.seq}`,message:t,outgoing:null,time:t.time}),ei=t=>({key:t.client_id,message:null,outgoing:t,time:t.time}),zn=t=>t.message?.author??{kind:"customer"},ti=({kind:t,text:e,image:n,buttons:o,attachments:s})=>t!=="text"||!!(e||n||o?.length||s?.length),ni=t=>t.author.kind==="system"||t.kind!=="text",oi=(t,e)=>({type:t.kind==="text"?"line":t.kind,key:e,message:t}),ii=t=>({type:"day",key:`d:${t.key}`,time:t.time}),si=(t,e)=>!t||new Date(t.time).toDateString()!==new Date(e.time).toDateString();function ri(t,e){let n=zn(e),o=t.items[t.items.length-1];return t.author.kind===n.kind&&(n.kind==="customer"||t.author.name===n.name)&&Date.parse(e.time)-Date.parse(o.time)<3e5}var ai=[1,2,3,4,5],Me=class extends k{state={score:0,comment:""};#t(){let{client:e,message:n}=this.props,o=this.state.comment.trim(),{handoff_id:s,conversation_id:i}=n.custom??{},r={...s?{handoff_id:s}:{conversation_id:i},score:this.state.score};e.rate(o?{...r,comment:o}:r)}render(){let{client:e,message:n}=this.props,{score:o,comment:s}=this.state,i=en(e.conversation.value,n);return i.state==="answered"?c`<${ci} score=${i.score} />`:c`<form class="rating" onSubmit=${a=>{a.preventDefault(),C(a),this.#t()}}>
      <${li} score=${o} choose=${a=>this.setState({score:a})} />
      ${o>0&&c`<textarea dir="auto" rows="2" maxlength="2000" aria-label=${u.value.comment}
          placeholder=${u.value.comment} value=${s}
          onInput=${a=>this.setState({comment:a.target.value})} />
        <button class="primary" type="submit" disabled=${i.state==="sending"}>
          ${u.value.sendRating}
        </button>`}
      ${i.state==="failed"&&c`<p class="fate failed" role="alert">${u.value.ratingFailed}</p>`}
    </form>`}},li=({score:t,choose:e})=>c`<fieldset>
    <legend>${u.value.ratingQuestion}</legend>
    <div class="scores">
      ${ai.map(n=>c`<button key=${n} type="button" aria-pressed=${t===n}
            onClick=${()=>e(n)}>${n}</button>`)}
    </div>
    <div class="ends" aria-hidden="true">
      <span>${u.value.ratingLow}</span><span>${u.value.ratingHigh}</span>
    </div>
  </fieldset>`,ci=({score:t})=>c`<p class="line given">
    ${ye()} ${t?O(u.value.rated,{score:t}):u.value.thanks}
  </p>`,Bn=({message:t})=>t.custom?.comment?c`<p class="line"><q dir="auto">${t.custom.comment}</q></p>`:null;var ui=48,De=class extends k{#t=null;#e=new ResizeObserver(()=>this.#s());#o;state={atEnd:!0};componentDidMount(){[this.#t,this.#t?.firstElementChild].forEach(e=>e&&this.#e.observe(e)),this.componentDidUpdate()}componentDidUpdate(){let{client:e,isVisible:n}=this.props,{outgoing:o}=e.conversation.value,s=o.at(-1)?.client_id;s&&s!==this.#o&&this.setState({atEnd:!0}),this.#o=s,this.#s(),this.state.atEnd&&n&&setTimeout(()=>e.read(Ke(e.conversation.value)))}componentWillUnmount(){this.#e.disconnect()}#s(){this.state.atEnd&&this.#n()}#n(){this.#t?.scrollTo({top:this.#t.scrollHeight})}render(){let{client:e}=this.props,n=e.conversation.value;return c`<div class="scroll">
      <div class="log" role="log" aria-label=${u.value.conversation} aria-live="polite"
        aria-busy=${!n.synced&&n.messages.length===0} tabindex="0"
        ref=${o=>this.#t=o}
        onScroll=${()=>this.setState({atEnd:vi(this.#t)})}>
        <div class="entries">
          <${pi} client=${e} />
          <${gi} client=${e} />
        </div>
      </div>
      ${!this.state.atEnd&&Ke(n)>n.readSeq&&c`<button class="newer" type="button" onClick=${()=>this.#n()}>
        ${yn()} ${u.value.newMessages}
      </button>`}
    </div>`}};function pi({client:t}){let e=Nn(t.conversation.value),n=t.invitation.value?.opening;return e.length===0&&n?c`<${hi} client=${t} text=${n} />`:e.length===0?c`<${mi} client=${t} />`:e.map((o,s)=>di(t,o,s===e.length-1))}function di(t,e,n){let{key:o}=e;switch(e.type){case"day":return c`<${Un} key=${o} time=${e.time} />`;case"group":return c`<${Pn} key=${o} client=${t} group=${e} isLast=${n} />`;case"rating_request":return c`<${Me} key=${o} client=${t} message=${e.message} />`;case"rating":return c`<${Bn} key=${o} message=${e.message} />`;case"line":return c`<${fi} key=${o} client=${t} message=${e.message} />`}}var fi=({client:t,message:e})=>c`<p class="line" dir="auto"><${Te} text=${e.text??""} /></p>
    ${e.buttons?.length&&ue(t.conversation.value,e)?c`<${lt} client=${t} message=${e} />`:null}`;function hi({client:t,text:e}){let n={kind:"bot",name:Y(t)};return c`<div class="group bot">
    <${R} author=${n} />
    <div class="stack"><div class="name" dir="auto">${n.name}</div><div class="bubble" dir="auto">${e}</div></div>
  </div>`}function mi({client:t}){let e=t.session.value?.visitor.name?.trim().split(/\s+/)[0];return c`<div class="welcome">
    <${R} author=${{kind:"bot",name:Y(t)}} />
    <h2 dir="auto">
      ${e?O(u.value.welcomeBack,{name:j(e)}):u.value.welcomeTitle}
    </h2>
    <p>${u.value.welcome}</p>
  </div>`}function gi({client:t}){let e=t.conversation.value.typing?.author;if(!e)return null;let n=e.name??(e.kind==="bot"?Y(t):u.value.agent);return c`<div class="group typing ${e.kind}">
    <${R} author=${e} />
    <div class="bubble">
      <span class="hidden" dir="auto">${O(u.value.typing,{name:n})}</span>
      <i /><i /><i />
    </div>
  </div>`}var vi=t=>!t||t.scrollHeight-t.scrollTop-t.clientHeight<ui;function jn({client:t}){let e=_i(t);return c`<div role="status">
    ${e&&c`<p class="state ${e.kind}" key=${e.kind}>${e.text}</p>`}
  </div>`}function _i(t){let{connection:e,conversation:n,linkIsOver:o}=t;if(e.value==="offline")return{kind:"warn",text:u.value.offline};if(e.value==="connecting")return{kind:"wait",text:u.value.connecting};if(o.value)return{kind:"calm",text:u.value.linkOver};let{owner:s,queue:i,bot:r}=n.value.desk;return s==="queue"?{kind:"calm",text:xi(i)}:s==="agent"||r==="up"?null:{kind:"calm",text:r==="starting"?u.value.starting:u.value.down}}function xi(t){if(!t)return u.value.waiting;let{attended:e,position:n,minutes:o}=t;if(!e)return u.value.unattended;let s=n===1?u.value.next:O(u.value.position,{position:n});return o?s+O(u.value.minutes,{minutes:o}):s}var bi="(max-width: 479.98px)",Ce=class extends k{state={isEnding:!1};componentDidUpdate(){let{anew:e}=this.props.client.conversation.value;e&&this.state.isEnding&&this.setState({isEnding:!1})}render(){let{client:e,isVisible:n,onClose:o}=this.props,s=o!==null&&matchMedia(bi).matches,i=!We(e.conversation.value)&&!this.state.isEnding;return c`<section class="panel" role=${o?"dialog":"region"}
      aria-label=${u.value.title} aria-modal=${s||void 0}
      onKeyDown=${s?wi:null} data-drop=${u.value.dropHere}
      ...${i&&Tn(e)}>
      <${Fn} client=${e} onClose=${o}
        onEnd=${()=>this.setState({isEnding:!0})} />
      <${jn} client=${e} />
      <${De} client=${e} isVisible=${n} />
      ${this.#t()}
    </section>`}#t(){let{client:e,onLeave:n}=this.props,{isEnding:o}=this.state;return We(e.conversation.value)?c`<${Oe} client=${e} wasHere=${o} onLeave=${n} />`:o?c`<${Se} client=${e} onStay=${()=>this.setState({isEnding:!1})} />`:c`<${ke} client=${e} visitorId=${e.session.value?.visitor.id} />`}};function wi(t){if(t.key!=="Tab")return;let n=t.currentTarget.querySelectorAll("a[href], button:enabled:not([tabindex='-1']), textarea, [tabindex='0']"),[o,s]=t.shiftKey?[n[0],n[n.length-1]]:[n[n.length-1],n[0]];t.target===o&&(t.preventDefault(),s.focus())}var yi=1e3,$i=3e3,ki=2e3;async function Ca(t){t.locale&&(T.value=st(t.locale)),t.title&&(u.value={...u.value,title:t.title}),t.root.adoptedStyleSheets=[...t.root.adoptedStyleSheets,gn()];let e=t.launcher?null:un(location.hash),n=e?await Si(t.base,e):null,o=new ut(t,n);return o.start({linkIsOver:e!==null&&!n}),o}async function Si(t,e){for(;;)try{return await pn(t,e)}catch{await z($i)}}var ut=class{#t;#e;#o=document.createElement("div");#s=S(Le());#n=S(!1);#i;#r=0;constructor(e,n){this.#t=e,this.#i=n!==null;let o=new be(e.base,n?it():mn());n&&(o.session=n),this.#e=new xe({base:e.base,storage:o,identity:e.identity,locale:st(e.locale??navigator.language),page:()=>fn(location,document.title,e.context)})}start({linkIsOver:e}){this.#e.linkIsOver.value=e,this.#t.root.prepend(this.#o),this.#e.addEventListener("identity-refused",()=>this.#t.element.dispatchEvent(new Event("warmdesk-identity-refused",{bubbles:!0}))),document.addEventListener("visibilitychange",()=>{this.#s.value=Le(),Le()&&this.#e.look({again:!0})}),addEventListener("storage",n=>this.#e.visitor.leftElsewhere(n)&&this.#e.start()),setInterval(()=>Le()&&this.#e.look(),yi),je(()=>this.#l()),je(()=>this.#c()),this.#r=setTimeout(()=>this.#e.start(),this.#e.visitor.isAwaited?ki:0)}open({takeFocus:e,invitation:n}){n&&(this.#e.invitation.value=n),this.#n.value=!0,e&&M(this.#o)}close(){this.#n.value=!1}context(e){this.#t.context=e,this.#e.look()}identify(e){clearTimeout(this.#r),this.#e.identify(e)}#l(){let e=this.#t.launcher&&this.#t.closed,n=this.#i?()=>location.replace(location.pathname):null,o={client:this.#e,isVisible:this.#s.value,onClose:e,onLeave:n};Tt(this.#n.value?c`<${Ce} ...${o} />`:null,this.#o)}#c(){let e=Kt(this.#e.conversation.value),{openChat:n,unreadOne:o,unread:s}=u.value;this.#t.launcher?.show(n,e,e===1?o:O(s,{count:e}))}},Le=()=>document.visibilityState==="visible";export{Ca as mount};
