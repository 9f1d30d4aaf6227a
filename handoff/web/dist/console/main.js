var E,Ro,gn,rt,mn,se,Do,ne,No,yn,$n,Ka,It=Symbol.for("pv"),re={},ie=[],za=/^m(i|n|o|s|text|space)$/,vn=Array.isArray,bn=ie.slice,ft=Object.assign;function dt(e){e&&e.parentNode&&e.remove()}function ae(e,t,n){var o,s,r,i={},l=arguments.length;for(r in t)r=="key"?o=t[r]:r=="ref"&&typeof e!="function"?s=t[r]:i[r]=t[r];return l>2&&(i.children=l>3?bn.call(arguments,2):n),Pt(e,i,o,s,null)}function Pt(e,t,n,o,s){var r={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:It,__v:s||++Ro,__i:-1,__u:0};return!s&&E.vnode&&E.vnode(r),r}function mt(e){return e.children}function _t(e,t){this.props=e,this.context=t,this.__g=0}function it(e,t){if(t==null)return e.__&&it(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:it(e)}function Ya(e){var t,n=e.__v,o=n.__e,s=[],r=[],i=e.__P;i&&((t=ft({constructor:It},n)).__v=n.__v+1,E.vnode&&E.vnode(t),_n(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,s,o||it(n),32&n.__u,r),t.__v=n.__v,t.__.__k[t.__i]=t,Mo(s,t,r),n.__=n.__e=null,t.__e!=o&&qo(t))}function qo(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),qo(e)}function Oo(e){(8&e.__g||(e.__g|=8,rt.push(e),se++))&&mn==E.debounceRendering||((mn=E.debounceRendering)||queueMicrotask)(Lo)}function Lo(){try{for(var e,t=1;rt.length;)rt.length>t&&rt.sort(Do),e=rt.shift(),t=rt.length,8&e.__g&&Ya(e)}finally{(se=rt.length)&&(mn||queueMicrotask)(Lo)}}function Po(e,t,n,o,s,r,i,l,c,p,u){var d,f,h,$,g,_,S=o.__k||ie,C=t.length;for(c=Ga(n,t,S,c,C),d=0;d<C;d++)(h=n.__k[d])!=null&&(f=~h.__i&&S[h.__i]||re,h.__i=d,_=_n(e,h,f,s,r,i,l,c,p,u),$=h.__e,(f.ref!=h.ref||8&f.__u)&&(f.ref&&wn(f.ref,null,h,f),h.ref&&u.push(h.ref,h.__c||$,h)),g=g||$,4&h.__u?(c=Io(h,c,e,!f.__v),f.__e&&(f.__e=null)):typeof h.type=="function"&&_!==void 0?c=_:$&&(c=$.nextSibling),h.__u&=-21);return n.__e=g,c}function Ga(e,t,n,o,s){var r,i,l,c,p,u,d,f,h,$=n.length,g=$,_=0,S=0,C=e.__k=Array(s);for(r=0;r<s;r++)(i=t[r])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=C[r]=Pt(null,i):vn(i)?i=C[r]=Pt(mt,{children:i}):i.constructor===It&&i.__b?i=C[r]=Pt(i.type,i.props,i.key,i.ref,i.__v):C[r]=i,c=r+_,i.__=e,i.__b=e.__b+1,l=null,~(p=i.__i=Ja(i,n,c,g))&&(g--,(l=n[p])&&(l.__u|=2)),l&&l.__v?(i.__u|=16,p==c-1?_--:p==c+1?_++:p!=c&&(p>c?_--:_++,S=1)):(~p||(s>$?_--:s<$&&_++),typeof i.type!="function"&&(i.__u|=4))):C[r]=null;if(S){for(u=[],d=[],r=0;r<s;r++)if((i=C[r])&&16&i.__u){for(_=0,f=u.length;_<f;)u[h=_+f>>1]<i.__i?_=h+1:f=h;u[_]=i.__i,d[r]=_+1}for(_=u.length;r--;)d[r]&&(d[r]==_?_--:C[r].__u|=4)}if(g)for(r=0;r<$;r++)!(l=n[r])||2&l.__u||(l.__e==o&&(o=it(l)),kn(l,l));return o}function Io(e,t,n,o){var s,r,i,l;if(typeof e.type=="function"){if(e.props.__P)return t;if(s=e.__k)for(r=0;r<s.length;r++)s[r]&&(s[r].__=e,t=Io(s[r],t,n,!1));return t}for(t&&!t.parentNode&&(t=it(e))&&!t.parentNode&&(t=null),i=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(i!=l&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function Ja(e,t,n,o){var s,r=e.key,i=e.type,l=t[n],c=l&&!(2&l.__u);if(l===null&&r==null||c&&r==l.key&&i==l.type)return n;if(o>(c?1:0)){for(s=n-1;s>=0;s--)if((l=t[s])&&!(2&l.__u)&&r==l.key&&i==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&r==l.key&&i==l.type)return s}return-1}function Ao(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function ee(e,t,n,o,s){var r,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||Ao(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Ao(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=$n[t]||($n[t]=Qa(t)),(e.__a||(e.__a={}))[t]=yn,r=t!=(t=t.replace(No,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,r):e.removeEventListener(t,i,r));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Qa(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[ne]==null)t[ne]=yn++;else if(t[ne]<this.__a[e])return;return n(E.event?E.event(t):t)}}}function _n(e,t,n,o,s,r,i,l,c,p){var u,d,f,h,$,g,_,S,C,M,D,fn,Eo,te,pt,To,st,ht,et=t.type;if(t.constructor!==It)return null;128&n.__u&&(c=32&n.__u,u=n.__c.__z)&&(t.__u|=c,d=r=[],u.nodeType==8?l=oe(u,r):r.push(u),l=r[0]||l),(u=E.__b)&&u(t);t:if(typeof et=="function"){f=i.length;try{if(S=t.props,C=(u=et.prototype)&&u.render,M=(u=et.contextType)&&o[u.__c],D=u?M?M.props.value:u.__:o,(h=n.__c)?(t.__c=h,2&h.__g&&(h.__g|=1)):(C?t.__c=h=new et(S,D):(t.__c=h=new _t(S,D),h.constructor=et,h.render=Za),M&&M.sub(h),h.state||(h.state={}),h.__n=o,h.__g|=8,h.__h=[],h.__k=[]),C&&(h.__s||(h.__s=h.state),et.getDerivedStateFromProps&&(h.__s==h.state&&(h.__s=ft({},h.__s)),ft(h.__s,et.getDerivedStateFromProps(S,h.__s)))),$=h.props,g=h.state,h.__v=t,n.__c){if(S!==$&&C&&!et.getDerivedStateFromProps&&h.componentWillReceiveProps&&h.componentWillReceiveProps(S,D),t.__v==n.__v&&!(8&h.__g)||!(4&h.__g)&&h.shouldComponentUpdate&&h.shouldComponentUpdate(S,h.__s,D)===!1){t.__v!=n.__v&&(h.props=S,h.state=h.__s,h.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(Y){Y&&(Y.__=t)}),ie.push.apply(h.__h,h.__k),h.__k=[],h.__h.length&&i.push(h),l=it(n);break t}h.componentWillUpdate&&h.componentWillUpdate(S,h.__s,D),C&&h.componentDidUpdate&&h.__h.push(function(){h.componentDidUpdate($,g,_)})}else C&&!et.getDerivedStateFromProps&&h.componentWillMount&&h.componentWillMount(),C&&h.componentDidMount&&h.__h.push(h.componentDidMount);h.context=D,h.props=S,h.__P=e,h.__g&=-5,fn=E.__r,Eo=C?25:0;do h.__g&=-9,fn&&fn(t),u=h.render(h.props,h.state=h.__s,h.context);while(8&h.__g&&++Eo<25);C&&(ie.push.apply(h.__h,h.__k),h.__k=[]),h.state=h.__s,h.getChildContext&&(o=ft({},o,h.getChildContext())),C&&n.__c&&h.getSnapshotBeforeUpdate&&(_=h.getSnapshotBeforeUpdate($,g)),te=u&&u.type===mt&&u.key==null?u.props.children:u,S.__P&&(u=l,s=(e=S.__P).namespaceURI,c=r=null,n.props&&n.props.__P!=e&&(n.__k.some(function(Y){Y&&kn(Y,Y)}),n.__k=null),l=n.__k?it(n,0):null),l=Po(e,vn(te)?te:[te],t,n,o,s,r,i,l,c,p),S.__P&&(t.__e=null,l=u),t.__u&=-161,d&&d.some(dt),h.__h.length&&i.push(h),1&h.__g&&(h.__g&=-4)}catch(Y){if(i.length=f,t.__v=null,c||r)if(Y&&Y.then){if(t.__u|=128|c,r){for(~(st=r.indexOf(l||void 0))||(st=r.length);(ht=r[st-1])&&ht.nodeType==8;)st--;for(;st<r.length;st++)if(ht=r[st])if(r[st]=null,pt){if(ht==To)break}else{if(ht.nodeType!=8)break;ht.data.startsWith("$s")&&(To=oe(pt=ht))}}if(!pt){for(;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;pt=l}(u=oe(pt=t.__c.__z||(t.__c.__z=pt)))?(t.__e=pt,l=u):t.__e=l,l=l&&l.nextSibling}else r&&r.some(dt);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),Y&&Y.then||Fo(t),E.__e(Y,t,n)}}else l=t.__e=Xa(n.__e,t,n,o,s,r,i,c,p,e);return(u=E.diffed)&&u(t),l}function oe(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function Fo(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(Fo))}function Mo(e,t,n){for(var o=0;o<n.length;)wn(n[o++],n[o++],n[o++]);E.__c&&E.__c(t,e),e.some(function(s){try{e=s.__h,s.__h=[],e.some(function(r){r.call(s)})}catch(r){E.__e(r,s.__v)}})}function Xa(e,t,n,o,s,r,i,l,c,p){var u,d,f,h,$,g,_,S,C=n.props||re,M=t.props,D=t.type;if(D=="svg"?s="http://www.w3.org/2000/svg":D=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),r){for(u=0;u<r.length;u++)if(($=r[u])&&(D?$.localName==D:$.nodeType==3)){e=$,r[u]=null;break}}if(!e){if(S=p.ownerDocument||document,!D)return S.createTextNode(M);e=S.createElementNS(s,D,M.is?M:p),l&&(E.__m&&E.__m(t,r),l=!1),r=null}if(D){if(p=D=="template"&&e.content||e,r=D=="textarea"&&M.defaultValue!=null?null:r&&bn.call(p.childNodes),!l&&r)for(C={},u=0;u<e.attributes.length;u++)C[($=e.attributes[u]).name]=$.value;for(u in C)$=C[u],u=="dangerouslySetInnerHTML"?f=$:u=="children"||u in M||u=="value"&&"defaultValue"in M||u=="checked"&&"defaultChecked"in M||ee(e,u,null,$,s);for(u in M)$=M[u],u=="children"?h=$:u=="dangerouslySetInnerHTML"?d=$:u=="value"?g=$:u=="checked"?_=$:l&&typeof $!="function"||C[u]===$||ee(e,u,$,C[u],s);d?(l||f&&(d.__html==f.__html||d.__html==e.innerHTML)||(e.innerHTML=d.__html),t.__k=[]):(f&&(e.textContent=""),(D=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&za.test(D))&&(s="http://www.w3.org/1999/xhtml"),Po(p,vn(h)?h:[h],t,n,o,s,r,i,r?r[0]:n.__k&&it(n,0),l,c),r&&r.some(dt)),l&&D!="textarea"||(u="value",D=="progress"&&g==null?e.removeAttribute(u):g==null||g===e[u]&&(D!="progress"||g)||ee(e,u,g,C[u],s),u="checked",_!=null&&_!=e[u]&&ee(e,u,_,C[u],s))}else C===M||l&&e.data==M||(e.data=M);return e}function wn(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){E.__e(s,n)}}function kn(e,t,n){var o,s,r,i;if(E.unmount&&E.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||wn(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){E.__e(l,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&kn(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=oe(o,r=[]))&&(o==e.__e&&r.some(dt),dt(s),dt(o)),n||dt(e.__e),e.__e=e.__c=e.__=null}function Za(e,t,n){return this.constructor(e,n)}function Uo(e,t){var n,o,s,r;E.__&&E.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=Pt(mt,{children:[e]}),s=[],r=[],_n(t,t.__k,o||re,re,t.namespaceURI,o?null:t.firstChild?bn.call(t.childNodes):null,s,o?o.__e:t.firstChild,n,r),Mo(s,t.__k,r),t.__k.props.children=null}E={__e:function(e,t,n,o){for(var s,r,i;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((i=(r=s.constructor)&&r.getDerivedStateFromError)&&s.setState(r.getDerivedStateFromError(e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),i=1),i&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw se=0,e}},Ro=0,gn=function(e){return e!=null&&e.constructor===It},_t.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=ft({},this.state)),typeof e=="function"&&(e=e(ft({},n),this.props)),e&&(ft(n,e),this.__v&&(t&&this.__k.push(t),Oo(this)))},_t.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Oo(this))},_t.prototype.render=mt,rt=[],se=0,Do=function(e,t){return e.__v.__b-t.__v.__b},ne=Symbol(),No=/(PointerCapture)$|Capture$/i,yn=0,$n={},Ka=0;var wt,P,xn,Bo,Sn=Object.is,le=0,Jo=[],Cn=[],q=E,Wo=q.__b,jo=q.__r,Ho=q.diffed,Vo=q.__c,Ko=q.unmount,zo=q.__;function ce(e,t){q.__h&&q.__h(P,e,le||t),le=0;var n=P.__H||(P.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function m(e){return le=1,tl(Qo,e)}function tl(e,t,n){var o=ce(wt++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Qo(void 0,t),function(r){var i=(o.__N||o.__)[0],l=o.t(i,r);Sn(i,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=P,!P.__f)){P.__f=!0;var s=P.shouldComponentUpdate;P.shouldComponentUpdate=function(r,i,l){var c=this.__H;if(!c)return!0;var p=!1,u=this.props!=r;if(c.__.some(function(f){f.__N&&(p=!0,Sn(f.__[0],f.__N[0])||(u=!0))}),s){var d=s.call(this,r,i,l);return p?d||u:d}return!p||u}}return o.__}function x(e,t){var n=ce(wt++,3);!q.__s&&Tn(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,P.__H.__h.push(n))}function $t(e,t){var n=ce(wt++,4);!q.__s&&Tn(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,P.__h.push(n))}function T(e){return le=5,at(function(){return{current:e}},[])}function at(e,t){var n=ce(wt++,7);return Tn(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function el(){var e;do{for(;e=Cn.shift();)try{Ft(e)}catch(n){q.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Jo.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Ft),t.__h.some(En),t.__h=[]}catch(n){t.__h=[],q.__e(n,e.__v)}}}while(Cn.length)}q.__b=function(e){P=null,Wo&&Wo(e)},q.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),zo&&zo(e,t)},q.__r=function(e){jo&&jo(e),wt=0;var t=(P=e.__c).__H;t&&(xn==P?P.__h=[]:(t.__h.some(Ft),t.__h.some(En),wt=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),xn=P},q.diffed=function(e){Ho&&Ho(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Go(Jo.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),xn=P=null},q.__c=function(e,t){t.some(function(n){try{n.__h.some(Ft),n.__h=n.__h.filter(function(o){return!o.__||En(o)})}catch(o){n.__h=[function(){throw o}]}}),Vo&&Vo(e,t)},q.unmount=function(e){Ko&&Ko(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,Go(Cn.push(s))}else Ft(s)}catch(r){t=r}}),o.__H=void 0,t&&q.__e(t,o.__v))};var Yo=typeof requestAnimationFrame=="function";function nl(e){var t,n=function(){clearTimeout(o),Yo&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);Yo&&(t=requestAnimationFrame(n))}function Go(e){e!=1&&Bo==q.requestAnimationFrame||((Bo=q.requestAnimationFrame)||nl)(el)}function Ft(e){var t=P,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),P=t}function En(e){var t=P;e.__c=e.__(),P=t}function Tn(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!Sn(n,e[o])})}function Qo(e,t){return typeof t=="function"?t(e):t}var ol=Symbol.for("preact-signals");function de(){if(nt>1){nt--;return}let e,t=!1;for((function(){let n=ue;for(ue=void 0;n!==void 0;){let o=n.S;if(o.v===n.v)for(let s=o.t;s!==void 0;s=s.x)s.i===n.i&&(s.i=o.i);n=n.o}})();Ut!==void 0;){let n=Ut;for(Ut=void 0,pe++;n!==void 0;){let o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Zo(n))try{n.c()}catch(s){t||(e=s,t=!0)}n=o}}if(pe=0,nt--,t)throw e}function G(e){if(nt>0)return e();On=++sl,nt++;try{return e()}finally{de()}}var R,Mt,Ut;function Bt(e){let t=R,n=Mt;R=void 0,Mt=void 0;try{return e()}finally{R=t,Mt=n}}var ue,nt=0,pe=0,sl=0,On=0,he=0;function Xo(e){if(R===void 0)return;let t=e.n;if(t===void 0||t.t!==R)return t={i:0,S:e,p:R.s,n:void 0,t:R,e:void 0,x:void 0,r:t},R.s!==void 0&&(R.s.n=t),R.s=t,e.n=t,32&R.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=R.s,t.n=void 0,R.s.n=t,R.s=t),t}function F(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}F.prototype.brand=ol;F.prototype.h=function(){return!0};F.prototype.S=function(e){let t=this.t;t!==e&&e.e===void 0&&(e.x=t,this.t=e,t!==void 0?t.e=e:Bt(()=>{var n;(n=this.W)==null||n.call(this)}))};F.prototype.U=function(e){if(this.t!==void 0){let t=e.e,n=e.x;t!==void 0&&(t.x=n,e.e=void 0),n!==void 0&&(n.e=t,e.x=void 0),e===this.t&&(this.t=n,n===void 0&&Bt(()=>{var o;(o=this.Z)==null||o.call(this)}))}};F.prototype.subscribe=function(e){return U(()=>{let t=this.value;Bt(()=>e(t))},{name:"sub"})};F.prototype.valueOf=function(){return this.value};F.prototype.toString=function(){return this.value+""};F.prototype.toJSON=function(){return this.value};F.prototype.peek=function(){return Bt(()=>this.value)};Object.defineProperty(F.prototype,"value",{get(){let e=Xo(this);return e!==void 0&&(e.i=this.i),this.v},set(e){if(e!==this.v){if(pe>100)throw new Error("Cycle detected");(function(t){nt!==0&&pe===0&&t.l!==On&&(t.l=On,ue={S:t,v:t.v,i:t.i,o:ue})})(this),this.v=e,this.i++,he++,nt++;try{for(let t=this.t;t!==void 0;t=t.x)t.t.N()}finally{de()}}}});function y(e,t){return new F(e,t)}function Zo(e){for(let t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function ts(e){for(let t=e.s;t!==void 0;t=t.n){let n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function es(e){let t,n=e.s;for(;n!==void 0;){let o=n.p;n.i===-1?(n.S.U(n),o!==void 0&&(o.n=n.n),n.n!==void 0&&(n.n.p=o)):t=n,n.S.n=n.r,n.r!==void 0&&(n.r=void 0),n=o}e.s=t}function gt(e,t){F.call(this,void 0,t),this.x=e,this.s=void 0,this.g=he-1,this.f=4}gt.prototype=new F;gt.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===he))return!0;if(this.g=he,this.f|=1,this.i>0&&!Zo(this))return this.f&=-2,!0;let e=R;try{ts(this),R=this;let t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(t){this.v=t,this.f|=16,this.i++}return R=e,es(this),this.f&=-2,!0};gt.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(let t=this.s;t!==void 0;t=t.n)t.S.S(t)}F.prototype.S.call(this,e)};gt.prototype.U=function(e){if(this.t!==void 0&&(F.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(let t=this.s;t!==void 0;t=t.n)t.S.U(t)}};gt.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(let e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(gt.prototype,"value",{get(){if(1&this.f)throw new Error("Cycle detected");let e=Xo(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function z(e,t){return new gt(e,t)}function ns(e){let t=e.j;if(e.j=void 0,typeof t=="function"){nt++;let n=R;R=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,An(e),o}finally{R=n,de()}}}function An(e){for(let t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,ns(e)}function rl(e){if(R!==this)throw new Error("Out-of-order effect");es(this),R=e,this.f&=-2;try{8&this.f&&An(this)}finally{de()}}function kt(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Mt&&Mt.push(this)}kt.prototype.c=function(){let e=this.S();try{if(8&this.f||this.x===void 0)return;let t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};kt.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,ns(this),ts(this),nt++;let e=R;return R=this,rl.bind(this,e)};kt.prototype.N=function(){2&this.f||(this.f|=2,this.u=Ut,Ut=this)};kt.prototype.d=function(){this.f|=8,1&this.f||An(this)};kt.prototype.dispose=function(){this.d()};function U(e,t){let n=new kt(e,t);try{n.c()}catch(s){throw n.d(),s}let o=n.d.bind(n);return o[Symbol.dispose]=o,o}var il=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__,os,me,fe;var ss=[];U(function(){os=this.N})();function xt(e,t){E[e]=t.bind(null,E[e]||(()=>{}))}function Wt(e){if(fe){let t=fe;fe=void 0,t()}fe=e&&e.S()}function rs({data:e}){let t=ll(e);t.name="ReactiveDom",t.value=e;let[n,o]=at(()=>{let s=this,r=this.__v;for(;r=r.__;)if(r.__c){r.__c.__$f|=4;break}let i=z(()=>{let u=t.value.value;return u===0?0:u===!0?"":u||""}),l=z(()=>!Array.isArray(i.value)&&!gn(i.value)),c=U(function(){if(this.N=is,l.value){let u=i.value;s.__v&&s.__v.__e&&s.__v.__e.nodeType===3&&(s.__v.__e.data=u)}}),p=this.__$u.d;return this.__$u.d=function(){c(),p.call(this)},[l,i]},[]);return n.value?o.peek():o.value}rs.displayName="ReactiveTextNode";Object.defineProperties(F.prototype,{constructor:{configurable:!0,value:ae(mt,null).constructor},type:{configurable:!0,value:rs},props:{configurable:!0,get(){let e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});xt("__b",(e,t)=>{if(Wt(),me=void 0,typeof t.type=="string"){let n,o=t.props;for(let s in o){if(s==="children")continue;let r=o[s];r instanceof F&&(n||(t.__np=n={}),n[s]=r,o[s]=r.peek())}}e(t)});xt("__r",(e,t)=>{if(e(t),t.type!==mt){Wt();let n,o=t.__c;o&&(o.__$f&=-2,n=o.__$u,n===void 0&&(o.__$u=n=(function(s,r){let i;return U(function(){i=this},{name:r}),i.c=s,i})((function(s){return function(){var r;il&&((r=this.y)==null||r.call(this)),s.__$f|=1,s.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),me=o,Wt(n)}});xt("__e",(e,t,n,o)=>{Wt(),me=void 0,e(t,n,o)});xt("diffed",(e,t)=>{Wt(),me=void 0;let n;if(typeof t.type=="string"&&(n=t.__e)){let o=t.__np,s=t.props,r=n.U;if(r)for(let i in r){let l=r[i];l===void 0||o&&i in o||(l.d(),r[i]=void 0)}if(o){r||(r={},n.U=r);for(let i in o){let l=r[i],c=o[i];l===void 0?(l=al(n,i,c,s),r[i]=l):l.o(c,s)}}}e(t)});function al(e,t,n,o){let s=t in e&&e.ownerSVGElement===void 0,r=y(n);return{o:(i,l)=>{r.value=i,o=l},d:U(function(){this.N=is;let i=r.value.value;o[t]!==i&&(o[t]=i,s?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}xt("unmount",(e,t)=>{if(typeof t.type=="string"){let n=t.__e;if(n){let s=n.U;if(s){n.U=void 0;for(let r in s){let i=s[r];i&&i.d()}}}let o=t.__np;if(o){let s=t.props;for(let r in o)s[r]=o[r]}t.__np=void 0}else{let n=t.__c;if(n){n.__$f|=8;let o=n.__$u;o&&(n.__$u=void 0,o.d())}}e(t)});xt("__h",(e,t,n,o)=>{o<3&&(t.__$f|=2),e(t,n,o)});_t.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;let n=this.__$u,o=n&&n.s!==void 0;for(let s in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){let s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(let s in e)if(s!=="__source"&&e[s]!==this.props[s])return!0;for(let s in this.props)if(!(s in e))return!0;return!1};function ll(e,t){return at(()=>y(e,t),[])}var cl=e=>{queueMicrotask(()=>{queueMicrotask(e)})};function ul(){G(()=>{let e;for(;e=ss.shift();)os.call(e)})}function is(){ss.push(this)===1&&(E.requestAnimationFrame||cl)(ul)}var ls=function(e,t,n,o){var s;t[0]=0;for(var r=1;r<t.length;r++){var i=t[r++],l=t[r]?(t[0]|=i?1:2,n[t[r++]]):t[++r];i===3?o[0]=l:i===4?o[1]=Object.assign(o[1]||{},l):i===5?(o[1]=o[1]||{})[t[++r]]=l:i===6?o[1][t[++r]]+=l+"":i?(s=e.apply(l,ls(e,l,n,["",null])),o.push(s),l[0]?t[0]|=2:(t[r-2]=0,t[r]=s)):o.push(l)}return o},as=new Map;function cs(e){var t=as.get(this);return t||(t=new Map,as.set(this,t)),(t=ls(this,t.get(e)||(t.set(e,t=(function(n){for(var o,s,r=1,i="",l="",c=[0],p=function(f){r===1&&(f||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?c.push(0,f,i):r===3&&(f||i)?(c.push(3,f,i),r=2):r===2&&i==="..."&&f?c.push(4,f,0):r===2&&i&&!f?c.push(5,0,!0,i):r>=5&&((i||!f&&r===5)&&(c.push(r,0,i,s),r=6),f&&(c.push(r,f,0,s),r=6)),i=""},u=0;u<n.length;u++){u&&(r===1&&p(),p(u));for(var d=0;d<n[u].length;d++)o=n[u][d],r===1?o==="<"?(p(),c=[c],r=3):i+=o:r===4?i==="--"&&o===">"?(r=1,i=""):i=o+i[0]:l?o===l?l="":i+=o:o==='"'||o==="'"?l=o:o===">"?(p(),r=1):r&&(o==="="?(r=5,s=i,i=""):o==="/"&&(r<5||n[u][d+1]===">")?(p(),r===3&&(c=c[0]),r=c,(c=c[0]).push(2,0,r),r=0):o===" "||o==="	"||o===`
`||o==="\r"?(p(),r=2):i+=o),r===3&&i==="!--"&&(r=4,c=c[0])}return p(),c})(e)),t),arguments,[])).length>1?t:t[0]}var a=cs.bind(ae);var St=y(null),us=()=>new Promise(e=>{let t=St.value;St.value=n=>{t?.(n),e(n)}});function $e(e){let t=St.value;St.value=null,t?.(e)}var L=class extends Error{constructor({code:t,message:n}){super(n),this.code=t}},N=class extends Error{constructor(){super("The desk cannot be reached right now.")}};function k(e){if(e instanceof L||e instanceof N)return e.message;throw e}var pl="me/confirm";async function Rn(){try{return(await b("GET","me")).agent}catch(e){if(e instanceof L&&e.code==="unauthorized")return null;throw e}}async function hs(e,t,n){return(await b("POST","login",{email:e,password:t,code:n})).agent}async function ds(e,t,n){return(await b("POST","password",{token:e,password:t,code:n})).agent}var fs=()=>b("POST","logout",{});async function b(e,t,n,o){try{return await ps(e,t,n,o)}catch(s){if(!(s instanceof L&&s.code==="not_confirmed")||t===pl||!await us())throw s;return ps(e,t,n,o)}}async function ps(e,t,n,o){let s={"Content-Type":"application/json","X-Requested-With":"warmdesk"};o&&(s["Idempotency-Key"]=o);let r={method:e,headers:s,body:n&&JSON.stringify(n)},i,l;try{i=await fetch(`/api/console/${t}`,r),l=await i.json()}catch{throw new N}if(!i.ok)throw new L(l.error);return l}function ms(e){let t=Date.now(),n=()=>{Date.now()-t<6e4||(t=Date.now(),e.tell("active",{}))};for(let o of["pointerdown","keydown","wheel"])addEventListener(o,n,{passive:!0})}var $s="Warmdesk console",hl=1e3,dl=[{hertz:587,after:0},{hertz:880,after:.16}],fl="Notification"in window,ge=y(fl?Notification.permission:"denied");async function ys(){ge.value=await Notification.requestPermission()}function vs(e){let t=new Set;U(()=>{let{offers:o=[],queue:s=[]}=e.snapshot.value??{};for(let r of o.filter(i=>!t.has(i.id))){let i=s.find(l=>l.handoff_id===r.handoff_id);gs(`Offer: ${i?.customer_name??"A customer"}`,i?.wanted??i?.situation??"")}t=new Set(o.map(r=>r.id))});let n=null;U(()=>{if(!e.snapshot.value)return;let o=e.mentions.value;for(let s of o.filter(({id:r})=>n&&!n.has(r)))gs("You were mentioned",s.text,()=>e.handling.openMention(s));n=new Set(o.map(s=>s.id))}),U(()=>{let o=e.snapshot.value?.offers.length??0,s=e.unread.value+e.mentions.value.length;return $l(o,s,e.watching.value)})}function gs(e,t,n=()=>{}){if(ml(),ge.value!=="granted"||document.visibilityState==="visible")return;let o=new Notification(e,{body:t,tag:e});o.onclick=()=>{window.focus(),n()}}function ml(){let e=new AudioContext;for(let{hertz:t,after:n}of dl){let o=e.createOscillator(),s=e.createGain(),r=e.currentTime+n;o.frequency.value=t,s.gain.setValueAtTime(0,r),s.gain.linearRampToValueAtTime(.12,r+.02),s.gain.exponentialRampToValueAtTime(.001,r+.5),o.connect(s).connect(e.destination),o.start(r),o.stop(r+.5)}setTimeout(()=>e.close(),1e3)}function $l(e,t,n){let o=e+t,s=o?`(${o}) ${$s}`:$s;if(document.title=s,!e||n)return;let r=setInterval(()=>{document.title=document.title===s?`● ${e} offered to you`:s},hl);return()=>clearInterval(r)}var Z=Object.create(null);Z.open="0",Z.close="1",Z.ping="2",Z.pong="3",Z.message="4",Z.upgrade="5",Z.noop="6";var be=Object.create(null);Object.keys(Z).forEach((e=>{be[Z[e]]=e}));var Ln={type:"error",data:"parser error"},xs=typeof Blob=="function"||typeof Blob<"u"&&Object.prototype.toString.call(Blob)==="[object BlobConstructor]",Ss=typeof ArrayBuffer=="function",Cs=e=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(e):e&&e.buffer instanceof ArrayBuffer,Yn=({type:e,data:t},n,o)=>xs&&t instanceof Blob?n?o(t):bs(t,o):Ss&&(t instanceof ArrayBuffer||Cs(t))?n?o(t):bs(new Blob([t]),o):o(Z[e]+(t||"")),bs=(e,t)=>{let n=new FileReader;return n.onload=function(){let o=n.result.split(",")[1];t("b"+(o||""))},n.readAsDataURL(e)};function _s(e){return e instanceof Uint8Array?e:e instanceof ArrayBuffer?new Uint8Array(e):new Uint8Array(e.buffer,e.byteOffset,e.byteLength)}var Dn,gl="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",Ht=typeof Uint8Array>"u"?[]:new Uint8Array(256);for(let e=0;e<64;e++)Ht[gl.charCodeAt(e)]=e;var yl=typeof ArrayBuffer=="function",Gn=(e,t)=>{if(typeof e!="string")return{type:"message",data:Es(e,t)};let n=e.charAt(0);return n==="b"?{type:"message",data:vl(e.substring(1),t)}:be[n]?e.length>1?{type:be[n],data:e.substring(1)}:{type:be[n]}:Ln},vl=(e,t)=>{if(yl){let n=(o=>{let s,r,i,l,c,p=.75*o.length,u=o.length,d=0;o[o.length-1]==="="&&(p--,o[o.length-2]==="="&&p--);let f=new ArrayBuffer(p),h=new Uint8Array(f);for(s=0;s<u;s+=4)r=Ht[o.charCodeAt(s)],i=Ht[o.charCodeAt(s+1)],l=Ht[o.charCodeAt(s+2)],c=Ht[o.charCodeAt(s+3)],h[d++]=r<<2|i>>4,h[d++]=(15&i)<<4|l>>2,h[d++]=(3&l)<<6|63&c;return f})(e);return Es(n,t)}return{base64:!0,data:e}},Es=(e,t)=>t==="blob"?e instanceof Blob?e:new Blob([e]):e instanceof ArrayBuffer?e:e.buffer,ws="";function bl(){return new TransformStream({transform(e,t){(function(n,o){xs&&n.data instanceof Blob?n.data.arrayBuffer().then(_s).then(o):Ss&&(n.data instanceof ArrayBuffer||Cs(n.data))?o(_s(n.data)):Yn(n,!1,(s=>{Dn||(Dn=new TextEncoder),o(Dn.encode(s))}))})(e,(n=>{let o=n.length,s;if(o<126)s=new Uint8Array(1),new DataView(s.buffer).setUint8(0,o);else if(o<65536){s=new Uint8Array(3);let r=new DataView(s.buffer);r.setUint8(0,126),r.setUint16(1,o)}else{s=new Uint8Array(9);let r=new DataView(s.buffer);r.setUint8(0,127),r.setBigUint64(1,BigInt(o))}e.data&&typeof e.data!="string"&&(s[0]|=128),t.enqueue(s),t.enqueue(n)}))}})}var Nn;function ye(e){return e.reduce(((t,n)=>t+n.length),0)}function ve(e,t){if(e[0].length===t)return e.shift();let n=new Uint8Array(t),o=0;for(let s=0;s<t;s++)n[s]=e[0][o++],o===e[0].length&&(e.shift(),o=0);return e.length&&o<e[0].length&&(e[0]=e[0].slice(o)),n}function I(e){if(e)return(function(t){for(var n in I.prototype)t[n]=I.prototype[n];return t})(e)}I.prototype.on=I.prototype.addEventListener=function(e,t){return this.t=this.t||{},(this.t["$"+e]=this.t["$"+e]||[]).push(t),this},I.prototype.once=function(e,t){function n(){this.off(e,n),t.apply(this,arguments)}return n.fn=t,this.on(e,n),this},I.prototype.off=I.prototype.removeListener=I.prototype.removeAllListeners=I.prototype.removeEventListener=function(e,t){if(this.t=this.t||{},arguments.length==0)return this.t={},this;var n,o=this.t["$"+e];if(!o)return this;if(arguments.length==1)return delete this.t["$"+e],this;for(var s=0;s<o.length;s++)if((n=o[s])===t||n.fn===t){o.splice(s,1);break}return o.length===0&&delete this.t["$"+e],this},I.prototype.emit=function(e){this.t=this.t||{};for(var t=new Array(arguments.length-1),n=this.t["$"+e],o=1;o<arguments.length;o++)t[o-1]=arguments[o];if(n){o=0;for(var s=(n=n.slice(0)).length;o<s;++o)n[o].apply(this,t)}return this},I.prototype.emitReserved=I.prototype.emit,I.prototype.listeners=function(e){return this.t=this.t||{},this.t["$"+e]||[]},I.prototype.hasListeners=function(e){return!!this.listeners(e).length};var Ee=typeof Promise=="function"&&typeof Promise.resolve=="function"?e=>Promise.resolve().then(e):(e,t)=>t(e,0),J=typeof self<"u"?self:typeof window<"u"?window:Function("return this")();function Ts(e,...t){return t.reduce(((n,o)=>(e.hasOwnProperty(o)&&(n[o]=e[o]),n)),{})}var _l=J.setTimeout,wl=J.clearTimeout;function Te(e,t){t.useNativeTimers?(e.setTimeoutFn=_l.bind(J),e.clearTimeoutFn=wl.bind(J)):(e.setTimeoutFn=J.setTimeout.bind(J),e.clearTimeoutFn=J.clearTimeout.bind(J))}function Os(){return Date.now().toString(36).substring(3)+Math.random().toString(36).substring(2,5)}var Pn=class extends Error{constructor(t,n,o){super(t),this.description=n,this.context=o,this.type="TransportError"}},Kt=class extends I{constructor(t){super(),this.writable=!1,Te(this,t),this.opts=t,this.query=t.query,this.socket=t.socket,this.supportsBinary=!t.forceBase64}onError(t,n,o){return super.emitReserved("error",new Pn(t,n,o)),this}open(){return this.readyState="opening",this.doOpen(),this}close(){return this.readyState!=="opening"&&this.readyState!=="open"||(this.doClose(),this.onClose()),this}send(t){this.readyState==="open"&&this.write(t)}onOpen(){this.readyState="open",this.writable=!0,super.emitReserved("open")}onData(t){let n=Gn(t,this.socket.binaryType);this.onPacket(n)}onPacket(t){super.emitReserved("packet",t)}onClose(t){this.readyState="closed",super.emitReserved("close",t)}pause(t){}createUri(t,n={}){return t+"://"+this.i()+this.o()+this.opts.path+this.h(n)}i(){let t=this.opts.hostname;return t.indexOf(":")===-1?t:"["+t+"]"}o(){return this.opts.port&&(this.opts.secure&&Number(this.opts.port)!==443||!this.opts.secure&&Number(this.opts.port)!==80)?":"+this.opts.port:""}h(t){let n=(function(o){let s="";for(let r in o)o.hasOwnProperty(r)&&(s.length&&(s+="&"),s+=encodeURIComponent(r)+"="+encodeURIComponent(o[r]));return s})(t);return n.length?"?"+n:""}},In=class extends Kt{constructor(){super(...arguments),this.u=!1}get name(){return"polling"}doOpen(){this.l()}pause(t){this.readyState="pausing";let n=()=>{this.readyState="paused",t()};if(this.u||!this.writable){let o=0;this.u&&(o++,this.once("pollComplete",(function(){--o||n()}))),this.writable||(o++,this.once("drain",(function(){--o||n()})))}else n()}l(){this.u=!0,this.doPoll(),this.emitReserved("poll")}onData(t){((n,o)=>{let s=n.split(ws),r=[];for(let i=0;i<s.length;i++){let l=Gn(s[i],o);if(r.push(l),l.type==="error")break}return r})(t,this.socket.binaryType).forEach((n=>{if(this.readyState==="opening"&&n.type==="open"&&this.onOpen(),n.type==="close")return this.onClose({description:"transport closed by the server"}),!1;this.onPacket(n)})),this.readyState!=="closed"&&(this.u=!1,this.emitReserved("pollComplete"),this.readyState==="open"&&this.l())}doClose(){let t=()=>{this.write([{type:"close"}])};this.readyState==="open"?t():this.once("open",t)}write(t){this.writable=!1,((n,o)=>{let s=n.length,r=new Array(s),i=0;n.forEach(((l,c)=>{Yn(l,!1,(p=>{r[c]=p,++i===s&&o(r.join(ws))}))}))})(t,(n=>{this.doWrite(n,(()=>{this.writable=!0,this.emitReserved("drain")}))}))}uri(){let t=this.opts.secure?"https":"http",n=this.query||{};return this.opts.timestampRequests!==!1&&(n[this.opts.timestampParam]=Os()),this.supportsBinary||n.sid||(n.b64=1),this.createUri(t,n)}},As=!1;try{As=typeof XMLHttpRequest<"u"&&"withCredentials"in new XMLHttpRequest}catch{}var kl=As;function xl(){}var Fn=class extends In{constructor(t){if(super(t),typeof location<"u"){let n=location.protocol==="https:",o=location.port;o||(o=n?"443":"80"),this.xd=typeof location<"u"&&t.hostname!==location.hostname||o!==t.port}}doWrite(t,n){let o=this.request({method:"POST",data:t});o.on("success",n),o.on("error",((s,r)=>{this.onError("xhr post error",s,r)}))}doPoll(){let t=this.request();t.on("data",this.onData.bind(this)),t.on("error",((n,o)=>{this.onError("xhr poll error",n,o)})),this.pollXhr=t}},lt=class e extends I{constructor(t,n,o){super(),this.createRequest=t,Te(this,o),this.p=o,this.v=o.method||"GET",this.m=n,this.k=o.data!==void 0?o.data:null,this.A()}A(){var t;let n=Ts(this.p,"agent","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","autoUnref");n.xdomain=!!this.p.xd;let o=this.O=this.createRequest(n);try{o.open(this.v,this.m,!0);try{if(this.p.extraHeaders){o.setDisableHeaderCheck&&o.setDisableHeaderCheck(!0);for(let s in this.p.extraHeaders)this.p.extraHeaders.hasOwnProperty(s)&&o.setRequestHeader(s,this.p.extraHeaders[s])}}catch{}if(this.v==="POST")try{o.setRequestHeader("Content-type","text/plain;charset=UTF-8")}catch{}try{o.setRequestHeader("Accept","*/*")}catch{}(t=this.p.cookieJar)===null||t===void 0||t.addCookies(o),"withCredentials"in o&&(o.withCredentials=this.p.withCredentials),this.p.requestTimeout&&(o.timeout=this.p.requestTimeout),o.onreadystatechange=()=>{var s;o.readyState===3&&((s=this.p.cookieJar)===null||s===void 0||s.parseCookies(o.getResponseHeader("set-cookie"))),o.readyState===4&&(o.status===200||o.status===1223?this._():this.setTimeoutFn((()=>{this.j(typeof o.status=="number"?o.status:0)}),0))},o.send(this.k)}catch(s){return void this.setTimeoutFn((()=>{this.j(s)}),0)}typeof document<"u"&&(this.B=e.requestsCount++,e.requests[this.B]=this)}j(t){this.emitReserved("error",t,this.O),this.C(!0)}C(t){if(this.O!==void 0&&this.O!==null){if(this.O.onreadystatechange=xl,t)try{this.O.abort()}catch{}typeof document<"u"&&delete e.requests[this.B],this.O=null}}_(){let t=this.O.responseText;t!==null&&(this.emitReserved("data",t),this.emitReserved("success"),this.C())}abort(){this.C()}};lt.requestsCount=0,lt.requests={},typeof document<"u"&&(typeof attachEvent=="function"?attachEvent("onunload",ks):typeof addEventListener=="function"&&addEventListener("onpagehide"in J?"pagehide":"unload",ks,!1));function ks(){for(let e in lt.requests)lt.requests.hasOwnProperty(e)&&lt.requests[e].abort()}var Sl=(function(){let e=Rs({xdomain:!1});return e&&e.responseType!==null})(),Mn=class extends Fn{constructor(t){super(t);let n=t&&t.forceBase64;this.supportsBinary=Sl&&!n}request(t={}){return Object.assign(t,{xd:this.xd},this.opts),new lt(Rs,this.uri(),t)}};function Rs(e){let t=e.xdomain;try{if(typeof XMLHttpRequest<"u"&&(!t||kl))return new XMLHttpRequest}catch{}if(!t)try{return new J[["Active"].concat("Object").join("X")]("Microsoft.XMLHTTP")}catch{}}var Ds=typeof navigator<"u"&&typeof navigator.product=="string"&&navigator.product.toLowerCase()==="reactnative",Un=class extends Kt{get name(){return"websocket"}doOpen(){let t=this.uri(),n=this.opts.protocols,o=Ds?{}:Ts(this.opts,"agent","perMessageDeflate","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","localAddress","protocolVersion","origin","maxPayload","family","checkServerIdentity");this.opts.extraHeaders&&(o.headers=this.opts.extraHeaders);try{this.ws=this.createSocket(t,n,o)}catch(s){return this.emitReserved("error",s)}this.ws.binaryType=this.socket.binaryType,this.addEventListeners()}addEventListeners(){this.ws.onopen=()=>{this.opts.autoUnref&&this.ws.T.unref(),this.onOpen()},this.ws.onclose=t=>this.onClose({description:"websocket connection closed",context:t}),this.ws.onmessage=t=>this.onData(t.data),this.ws.onerror=t=>this.onError("websocket error",t)}write(t){this.writable=!1;for(let n=0;n<t.length;n++){let o=t[n],s=n===t.length-1;Yn(o,this.supportsBinary,(r=>{try{this.doWrite(o,r)}catch{}s&&Ee((()=>{this.writable=!0,this.emitReserved("drain")}),this.setTimeoutFn)}))}}doClose(){this.ws!==void 0&&(this.ws.onerror=()=>{},this.ws.close(),this.ws=null)}uri(){let t=this.opts.secure?"wss":"ws",n=this.query||{};return this.opts.timestampRequests&&(n[this.opts.timestampParam]=Os()),this.supportsBinary||(n.b64=1),this.createUri(t,n)}},qn=J.WebSocket||J.MozWebSocket,Bn=class extends Un{createSocket(t,n,o){return Ds?new qn(t,n,o):n?new qn(t,n):new qn(t)}doWrite(t,n){this.ws.send(n)}},Wn=class extends Kt{get name(){return"webtransport"}doOpen(){try{this.N=new WebTransport(this.createUri("https"),this.opts.transportOptions[this.name])}catch(t){return this.emitReserved("error",t)}this.N.closed.then((()=>{this.onClose()})).catch((t=>{this.onError("webtransport error",t)})),this.N.ready.then((()=>{this.N.createBidirectionalStream().then((t=>{let n=(function(l,c){Nn||(Nn=new TextDecoder);let p=[],u=0,d=-1,f=!1;return new TransformStream({transform(h,$){for(p.push(h);;){if(u===0){if(ye(p)<1)break;let g=ve(p,1);f=!(128&~g[0]),d=127&g[0],u=d<126?3:d===126?1:2}else if(u===1){if(ye(p)<2)break;let g=ve(p,2);d=new DataView(g.buffer,g.byteOffset,g.length).getUint16(0),u=3}else if(u===2){if(ye(p)<8)break;let g=ve(p,8),_=new DataView(g.buffer,g.byteOffset,g.length),S=_.getUint32(0);if(S>Math.pow(2,21)-1){$.enqueue(Ln);break}d=S*Math.pow(2,32)+_.getUint32(4),u=3}else{if(ye(p)<d)break;let g=ve(p,d);$.enqueue(Gn(f?g:Nn.decode(g),c)),u=0}if(d===0||d>l){$.enqueue(Ln);break}}}})})(Number.MAX_SAFE_INTEGER,this.socket.binaryType),o=t.readable.pipeThrough(n).getReader(),s=bl();s.readable.pipeTo(t.writable),this.U=s.writable.getWriter();let r=()=>{o.read().then((({done:l,value:c})=>{l||(this.onPacket(c),r())})).catch((l=>{}))};r();let i={type:"open"};this.query.sid&&(i.data=`{"sid":"${this.query.sid}"}`),this.U.write(i).then((()=>this.onOpen()))}))}))}write(t){this.writable=!1;for(let n=0;n<t.length;n++){let o=t[n],s=n===t.length-1;this.U.write(o).then((()=>{s&&Ee((()=>{this.writable=!0,this.emitReserved("drain")}),this.setTimeoutFn)}))}}doClose(){var t;(t=this.N)===null||t===void 0||t.close()}},Cl={websocket:Bn,webtransport:Wn,polling:Mn},El=/^(?:(?![^:@\/?#]+:[^:@\/]*@)(http|https|ws|wss):\/\/)?((?:(([^:@\/?#]*)(?::([^:@\/?#]*))?)?@)?((?:[a-f0-9]{0,4}:){2,7}[a-f0-9]{0,4}|[^:\/?#]*)(?::(\d*))?)(((\/(?:[^?#](?![^?#\/]*\.[^?#\/.]+(?:[?#]|$)))*\/?)?([^?#\/]*))(?:\?([^#]*))?(?:#(.*))?)/,Tl=["source","protocol","authority","userInfo","user","password","host","port","relative","path","directory","file","query","anchor"];function jn(e){if(e.length>8e3)throw"URI too long";let t=e,n=e.indexOf("["),o=e.indexOf("]");n!=-1&&o!=-1&&(e=e.substring(0,n)+e.substring(n,o).replace(/:/g,";")+e.substring(o,e.length));let s=El.exec(e||""),r={},i=14;for(;i--;)r[Tl[i]]=s[i]||"";return n!=-1&&o!=-1&&(r.source=t,r.host=r.host.substring(1,r.host.length-1).replace(/;/g,":"),r.authority=r.authority.replace("[","").replace("]","").replace(/;/g,":"),r.ipv6uri=!0),r.pathNames=(function(l,c){let p=/\/{2,9}/g,u=c.replace(p,"/").split("/");return c.slice(0,1)!="/"&&c.length!==0||u.splice(0,1),c.slice(-1)=="/"&&u.splice(u.length-1,1),u})(0,r.path),r.queryKey=(function(l,c){let p={};return c.replace(/(?:^|&)([^&=]*)=?([^&]*)/g,(function(u,d,f){d&&(p[d]=f)})),p})(0,r.query),r}var Hn=typeof addEventListener=="function"&&typeof removeEventListener=="function",_e=[];Hn&&addEventListener("offline",(()=>{_e.forEach((e=>e()))}),!1);var xe=class e extends I{constructor(t,n={}){var o,s;if(super(),this.binaryType="arraybuffer",this.writeBuffer=[],this.P=0,this.D=[],this.M=-1,this.S=-1,this.L=-1,this.R=1/0,t&&typeof t=="object"&&(n=t,t=null),t){let r=jn(t);n.hostname=r.host,n.secure=r.protocol==="https"||r.protocol==="wss",n.port=r.port,r.query&&(n.query=r.query)}else n.host&&(n.hostname=jn(n.host).host);if(Te(this,n),this.secure=n.secure!=null?n.secure:typeof location<"u"&&location.protocol==="https:",n.hostname&&!n.port&&(n.port=this.secure?"443":"80"),this.hostname=n.hostname||(typeof location<"u"?location.hostname:"localhost"),this.port=n.port||(typeof location<"u"&&location.port?location.port:this.secure?"443":"80"),n.transportImplementations&&n.transports)throw new Error("specifying both 'transportImplementations' and 'transports' options is not supported");n.transportImplementations||!((o=n.transports)===null||o===void 0)&&o.length&&typeof n.transports[0]=="function"?(this.transports=[],this.I=Object.create(null),((s=n.transportImplementations)!==null&&s!==void 0?s:n.transports).forEach((r=>{let i=r.prototype.name;this.transports.push(i),this.I[i]=r}))):(this.transports=n.transports?[...n.transports]:["polling","websocket","webtransport"],this.I=Cl),this.opts=Object.assign({path:"/engine.io",agent:!1,withCredentials:!1,upgrade:!0,timestampParam:"t",rememberUpgrade:!1,addTrailingSlash:!0,rejectUnauthorized:!0,perMessageDeflate:{threshold:1024},transportOptions:{},closeOnBeforeunload:!1},n),this.opts.path=this.opts.path.replace(/\/$/,"")+(this.opts.addTrailingSlash?"/":""),typeof this.opts.query=="string"&&(this.opts.query=(function(r){let i={},l=r.split("&");for(let c=0,p=l.length;c<p;c++){let u=l[c].split("=");i[decodeURIComponent(u[0])]=decodeURIComponent(u[1])}return i})(this.opts.query)),Hn&&(this.opts.closeOnBeforeunload&&(this.F=()=>{this.transport&&(this.transport.removeAllListeners(),this.transport.close())},addEventListener("beforeunload",this.F,!1)),this.hostname!=="localhost"&&(this.$=()=>{this.V("transport close",{description:"network connection lost"})},_e.push(this.$))),this.opts.withCredentials&&(this.W=void 0),this.q()}createTransport(t){let n=Object.assign({},this.opts.query);n.EIO=4,n.transport=t,this.id&&(n.sid=this.id);let o=Object.assign({},this.opts,{query:n,socket:this,hostname:this.hostname,secure:this.secure,port:this.port},this.opts.transportOptions[t]);return new this.I[t](o)}q(){if(this.transports.length===0)return void this.setTimeoutFn((()=>{this.emitReserved("error","No transports available")}),0);let t=this.opts.rememberUpgrade&&e.priorWebsocketSuccess&&this.transports.indexOf("websocket")!==-1?"websocket":this.transports[0];this.readyState="opening";let n=this.createTransport(t);n.open(),this.setTransport(n)}setTransport(t){this.transport&&this.transport.removeAllListeners(),this.transport=t,t.on("drain",this.H.bind(this)).on("packet",this.X.bind(this)).on("error",this.j.bind(this)).on("close",(n=>this.V("transport close",n)))}J(t){let n=this.createTransport(t),o=!1;e.priorWebsocketSuccess=!1;let s=()=>{o||(n.send([{type:"ping",data:"probe"}]),n.once("packet",(d=>{if(!o)if(d.type==="pong"&&d.data==="probe"){if(this.upgrading=!0,this.emitReserved("upgrading",n),!n)return;e.priorWebsocketSuccess=n.name==="websocket",this.transport.pause((()=>{o||this.readyState!=="closed"&&(u(),this.setTransport(n),n.send([{type:"upgrade"}]),this.emitReserved("upgrade",n),n=null,this.upgrading=!1,this.flush())}))}else{let f=new Error("probe error");f.transport=n.name,this.emitReserved("upgradeError",f)}})))};function r(){o||(o=!0,u(),n.close(),n=null)}let i=d=>{let f=new Error("probe error: "+d);f.transport=n.name,r(),this.emitReserved("upgradeError",f)};function l(){i("transport closed")}function c(){i("socket closed")}function p(d){n&&d.name!==n.name&&r()}let u=()=>{n.removeListener("open",s),n.removeListener("error",i),n.removeListener("close",l),this.off("close",c),this.off("upgrading",p)};n.once("open",s),n.once("error",i),n.once("close",l),this.once("close",c),this.once("upgrading",p),this.D.indexOf("webtransport")!==-1&&t!=="webtransport"?this.setTimeoutFn((()=>{o||n.open()}),200):n.open()}onOpen(){if(this.readyState="open",e.priorWebsocketSuccess=this.transport.name==="websocket",this.emitReserved("open"),this.flush(),this.readyState==="open"&&this.opts.upgrade)for(let t=0;t<this.D.length;t++)this.J(this.D[t])}X(t){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing")switch(this.emitReserved("packet",t),this.emitReserved("heartbeat"),t.type){case"open":this.onHandshake(JSON.parse(t.data));break;case"ping":this.G("pong"),this.emitReserved("ping"),this.emitReserved("pong"),this.K();break;case"error":let n=new Error("server error");n.code=t.data,this.j(n);break;case"message":this.emitReserved("data",t.data),this.emitReserved("message",t.data)}}onHandshake(t){this.emitReserved("handshake",t),this.id=t.sid,this.transport.query.sid=t.sid,this.D=this.Y(t.upgrades),this.M=t.pingInterval,this.S=t.pingTimeout,this.L=t.maxPayload,this.onOpen(),this.readyState!=="closed"&&this.K()}K(){this.clearTimeoutFn(this.Z);let t=this.M+this.S;this.R=Date.now()+t,this.Z=this.setTimeoutFn((()=>{this.V("ping timeout")}),t),this.opts.autoUnref&&this.Z.unref()}H(){this.writeBuffer.splice(0,this.P),this.P=0,this.writeBuffer.length===0?this.emitReserved("drain"):this.flush()}flush(){if(this.readyState!=="closed"&&this.transport.writable&&!this.upgrading&&this.writeBuffer.length){let t=this.tt();this.transport.send(t),this.P=t.length,this.emitReserved("flush")}}tt(){if(!(this.L&&this.transport.name==="polling"&&this.writeBuffer.length>1))return this.writeBuffer;let t=1;for(let o=0;o<this.writeBuffer.length;o++){let s=this.writeBuffer[o].data;if(s&&(t+=typeof(n=s)=="string"?(function(r){let i=0,l=0;for(let c=0,p=r.length;c<p;c++)i=r.charCodeAt(c),i<128?l+=1:i<2048?l+=2:i<55296||i>=57344?l+=3:(c++,l+=4);return l})(n):Math.ceil(1.33*(n.byteLength||n.size))),o>0&&t>this.L)return this.writeBuffer.slice(0,o);t+=2}var n;return this.writeBuffer}st(){if(!this.R)return!0;let t=Date.now()>this.R;return t&&(this.R=0,Ee((()=>{this.V("ping timeout")}),this.setTimeoutFn)),t}write(t,n,o){return this.G("message",t,n,o),this}send(t,n,o){return this.G("message",t,n,o),this}G(t,n,o,s){if(typeof n=="function"&&(s=n,n=void 0),typeof o=="function"&&(s=o,o=null),this.readyState==="closing"||this.readyState==="closed")return;(o=o||{}).compress=o.compress!==!1;let r={type:t,data:n,options:o};this.emitReserved("packetCreate",r),this.writeBuffer.push(r),s&&this.once("flush",s),this.flush()}close(){let t=()=>{this.V("forced close"),this.transport.close()},n=()=>{this.off("upgrade",n),this.off("upgradeError",n),t()},o=()=>{this.once("upgrade",n),this.once("upgradeError",n)};return this.readyState!=="opening"&&this.readyState!=="open"||(this.readyState="closing",this.writeBuffer.length?this.once("drain",(()=>{this.upgrading?o():t()})):this.upgrading?o():t()),this}j(t){if(e.priorWebsocketSuccess=!1,this.opts.tryAllTransports&&this.transports.length>1&&this.readyState==="opening")return this.transports.shift(),this.q();this.emitReserved("error",t),this.V("transport error",t)}V(t,n){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing"){if(this.clearTimeoutFn(this.Z),this.transport.removeAllListeners("close"),this.transport.close(),this.transport.removeAllListeners(),Hn&&(this.F&&removeEventListener("beforeunload",this.F,!1),this.$)){let o=_e.indexOf(this.$);o!==-1&&_e.splice(o,1)}this.readyState="closed",this.id=null,this.emitReserved("close",t,n),this.writeBuffer=[],this.P=0}}Y(t){let n=[];for(let o=0;o<t.length;o++)~this.transports.indexOf(t[o])&&n.push(t[o]);return n}};xe.protocol=4;var Ol=typeof ArrayBuffer=="function",Al=e=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(e):e.buffer instanceof ArrayBuffer,Ns=Object.prototype.toString,Rl=typeof Blob=="function"||typeof Blob<"u"&&Ns.call(Blob)==="[object BlobConstructor]",Dl=typeof File=="function"||typeof File<"u"&&Ns.call(File)==="[object FileConstructor]";function Jn(e){return Ol&&(e instanceof ArrayBuffer||Al(e))||Rl&&e instanceof Blob||Dl&&e instanceof File}function we(e,t){if(!e||typeof e!="object")return!1;if(Array.isArray(e)){for(let n=0,o=e.length;n<o;n++)if(we(e[n]))return!0;return!1}if(Jn(e))return!0;if(e.toJSON&&typeof e.toJSON=="function"&&arguments.length===1)return we(e.toJSON(),!0);for(let n in e)if(Object.prototype.hasOwnProperty.call(e,n)&&we(e[n]))return!0;return!1}function Nl(e){let t=[],n=e.data,o=e;return o.data=ke(n,t),o.attachments=t.length,{packet:o,buffers:t}}function ke(e,t,n){if(!e)return e;if(Jn(e)){let o={_placeholder:!0,num:t.length};return t.push(e),o}if(Array.isArray(e)){let o=new Array(e.length);for(let s=0;s<e.length;s++)o[s]=ke(e[s],t);return o}if(typeof e=="object"&&!(e instanceof Date)){if(e.toJSON&&typeof e.toJSON=="function"&&!n)return ke(e.toJSON(),t,!0);let o={};for(let s in e)Object.prototype.hasOwnProperty.call(e,s)&&(o[s]=ke(e[s],t));return o}return e}function ql(e,t){return e.data=Vn(e.data,t),delete e.attachments,e}function Vn(e,t){if(!e)return e;if(e&&e._placeholder===!0){if(typeof e.num=="number"&&e.num>=0&&e.num<t.length)return t[e.num];throw new Error("illegal attachments")}if(Array.isArray(e))for(let n=0;n<e.length;n++)e[n]=Vn(e[n],t);else if(typeof e=="object")for(let n in e)Object.prototype.hasOwnProperty.call(e,n)&&(e[n]=Vn(e[n],t));return e}var qs=["connect","connect_error","disconnect","disconnecting","newListener","removeListener"];var w;(function(e){e[e.CONNECT=0]="CONNECT",e[e.DISCONNECT=1]="DISCONNECT",e[e.EVENT=2]="EVENT",e[e.ACK=3]="ACK",e[e.CONNECT_ERROR=4]="CONNECT_ERROR",e[e.BINARY_EVENT=5]="BINARY_EVENT",e[e.BINARY_ACK=6]="BINARY_ACK"})(w||(w={}));var Kn=class e extends I{constructor(t){super(),this.opts=Object.assign({reviver:void 0,maxAttachments:10},typeof t=="function"?{reviver:t}:t)}add(t){let n;if(typeof t=="string"){if(this.reconstructor)throw new Error("got plaintext data when reconstructing a packet");n=this.decodeString(t);let o=n.type===w.BINARY_EVENT;o||n.type===w.BINARY_ACK?(n.type=o?w.EVENT:w.ACK,this.reconstructor=new zn(n)):super.emitReserved("decoded",n)}else{if(!Jn(t)&&!t.base64)throw new Error("Unknown type: "+t);if(!this.reconstructor)throw new Error("got binary data when not reconstructing a packet");n=this.reconstructor.takeBinaryData(t),n&&(this.reconstructor=null,super.emitReserved("decoded",n))}}decodeString(t){let n=0,o={type:Number(t.charAt(0))};if(w[o.type]===void 0)throw new Error("unknown packet type "+o.type);if(o.type===w.BINARY_EVENT||o.type===w.BINARY_ACK){let r=n+1;for(;t.charAt(++n)!=="-"&&n!=t.length;);let i=t.substring(r,n);if(i!=Number(i)||t.charAt(n)!=="-")throw new Error("Illegal attachments");let l=Number(i);if(!Ls(l)||l<1)throw new Error("Illegal attachments");if(l>this.opts.maxAttachments)throw new Error("too many attachments");o.attachments=l}if(t.charAt(n+1)==="/"){let r=n+1;for(;++n&&!(t.charAt(n)===","||n===t.length););o.nsp=t.substring(r,n)}else o.nsp="/";let s=t.charAt(n+1);if(s!==""&&Number(s)==s){let r=n+1;for(;++n;){let i=t.charAt(n);if(i==null||Number(i)!=i){--n;break}if(n===t.length)break}o.id=Number(t.substring(r,n+1))}if(t.charAt(++n)){let r=this.tryParse(t.substr(n));if(!e.isPayloadValid(o.type,r))throw new Error("invalid payload");o.data=r}return o}tryParse(t){try{return JSON.parse(t,this.opts.reviver)}catch{return!1}}static isPayloadValid(t,n){switch(t){case w.CONNECT:return Se(n);case w.DISCONNECT:return n===void 0;case w.CONNECT_ERROR:return typeof n=="string"||Se(n);case w.EVENT:case w.BINARY_EVENT:return Array.isArray(n)&&(typeof n[0]=="number"||typeof n[0]=="string"&&qs.indexOf(n[0])===-1);case w.ACK:case w.BINARY_ACK:return Array.isArray(n)}}destroy(){this.reconstructor&&(this.reconstructor.finishedReconstruction(),this.reconstructor=null)}},zn=class{constructor(t){this.packet=t,this.buffers=[],this.reconPack=t}takeBinaryData(t){if(this.buffers.push(t),this.buffers.length===this.reconPack.attachments){let n=ql(this.reconPack,this.buffers);return this.finishedReconstruction(),n}return null}finishedReconstruction(){this.reconPack=null,this.buffers=[]}},Ls=Number.isInteger||function(e){return typeof e=="number"&&isFinite(e)&&Math.floor(e)===e};function Se(e){return Object.prototype.toString.call(e)==="[object Object]"}var Ll=Object.freeze({__proto__:null,protocol:5,get PacketType(){return w},Encoder:class{constructor(e){this.replacer=e}encode(e){return e.type!==w.EVENT&&e.type!==w.ACK||!we(e)?[this.encodeAsString(e)]:this.encodeAsBinary({type:e.type===w.EVENT?w.BINARY_EVENT:w.BINARY_ACK,nsp:e.nsp,data:e.data,id:e.id})}encodeAsString(e){let t=""+e.type;return e.type!==w.BINARY_EVENT&&e.type!==w.BINARY_ACK||(t+=e.attachments+"-"),e.nsp&&e.nsp!=="/"&&(t+=e.nsp+","),e.id!=null&&(t+=e.id),e.data!=null&&(t+=JSON.stringify(e.data,this.replacer)),t}encodeAsBinary(e){let t=Nl(e),n=this.encodeAsString(t.packet),o=t.buffers;return o.unshift(n),o}},Decoder:Kn,isPacketValid:function(e){return typeof e.nsp=="string"&&((t=e.id)===void 0||Ls(t))&&(function(n,o){switch(n){case w.CONNECT:return o===void 0||Se(o);case w.DISCONNECT:return o===void 0;case w.EVENT:return Array.isArray(o)&&(typeof o[0]=="number"||typeof o[0]=="string"&&qs.indexOf(o[0])===-1);case w.ACK:return Array.isArray(o);case w.CONNECT_ERROR:return typeof o=="string"||Se(o);default:return!1}})(e.type,e.data);var t}});function Q(e,t,n){return e.on(t,n),function(){e.off(t,n)}}var Pl=Object.freeze({connect:1,connect_error:1,disconnect:1,disconnecting:1,newListener:1,removeListener:1}),Ce=class extends I{constructor(t,n,o){super(),this.connected=!1,this.recovered=!1,this.receiveBuffer=[],this.sendBuffer=[],this.et=[],this.nt=0,this.ids=0,this.acks={},this.flags={},this.io=t,this.nsp=n,o&&o.auth&&(this.auth=o.auth),this.p=Object.assign({},o),this.io.rt&&this.open()}get disconnected(){return!this.connected}subEvents(){if(this.subs)return;let t=this.io;this.subs=[Q(t,"open",this.onopen.bind(this)),Q(t,"packet",this.onpacket.bind(this)),Q(t,"error",this.onerror.bind(this)),Q(t,"close",this.onclose.bind(this))]}get active(){return!!this.subs}connect(){return this.connected||(this.subEvents(),this.io.ot||this.io.open(),this.io.ht==="open"&&this.onopen()),this}open(){return this.connect()}send(...t){return t.unshift("message"),this.emit.apply(this,t),this}emit(t,...n){var o,s,r;if(Pl.hasOwnProperty(t))throw new Error('"'+t.toString()+'" is a reserved event name');if(n.unshift(t),this.p.retries&&!this.flags.fromQueue&&!this.flags.volatile)return this.ct(n),this;let i={type:w.EVENT,data:n,options:{}};if(i.options.compress=this.flags.compress!==!1,typeof n[n.length-1]=="function"){let p=this.ids++,u=n.pop();this.ut(p,u),i.id=p}let l=(s=(o=this.io.engine)===null||o===void 0?void 0:o.transport)===null||s===void 0?void 0:s.writable,c=this.connected&&!(!((r=this.io.engine)===null||r===void 0)&&r.st());return this.flags.volatile&&!l||(c?(this.notifyOutgoingListeners(i),this.packet(i)):this.sendBuffer.push(i)),this.flags={},this}ut(t,n){var o;let s=(o=this.flags.timeout)!==null&&o!==void 0?o:this.p.ackTimeout;if(s===void 0)return void(this.acks[t]=n);let r=this.io.setTimeoutFn((()=>{delete this.acks[t];for(let l=0;l<this.sendBuffer.length;l++)this.sendBuffer[l].id===t&&this.sendBuffer.splice(l,1);n.call(this,new Error("operation has timed out"))}),s),i=(...l)=>{this.io.clearTimeoutFn(r),n.apply(this,l)};i.withError=!0,this.acks[t]=i}emitWithAck(t,...n){return new Promise(((o,s)=>{let r=(i,l)=>i?s(i):o(l);r.withError=!0,n.push(r),this.emit(t,...n)}))}ct(t){let n;typeof t[t.length-1]=="function"&&(n=t.pop());let o={id:this.nt++,tryCount:0,pending:!1,args:t,flags:Object.assign({fromQueue:!0},this.flags)};t.push(((s,...r)=>(this.et[0],s!==null?o.tryCount>this.p.retries&&(this.et.shift(),n&&n(s)):(this.et.shift(),n&&n(null,...r)),o.pending=!1,this.ft()))),this.et.push(o),this.ft()}ft(t=!1){if(!this.connected||this.et.length===0)return;let n=this.et[0];n.pending&&!t||(n.pending=!0,n.tryCount++,this.flags=n.flags,this.emit.apply(this,n.args))}packet(t){t.nsp=this.nsp,this.io.lt(t)}onopen(){typeof this.auth=="function"?this.auth((t=>{this.dt(t)})):this.dt(this.auth)}dt(t){this.packet({type:w.CONNECT,data:this.yt?Object.assign({pid:this.yt,offset:this.bt},t):t})}onerror(t){this.connected||this.emitReserved("connect_error",t)}onclose(t,n){this.connected=!1,delete this.id,this.emitReserved("disconnect",t,n),this.wt()}wt(){Object.keys(this.acks).forEach((t=>{if(!this.sendBuffer.some((n=>String(n.id)===t))){let n=this.acks[t];delete this.acks[t],n.withError&&n.call(this,new Error("socket has been disconnected"))}}))}onpacket(t){if(t.nsp===this.nsp)switch(t.type){case w.CONNECT:t.data&&t.data.sid?this.onconnect(t.data.sid,t.data.pid):this.emitReserved("connect_error",new Error("It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not compatible (more information here: https://socket.io/docs/v3/migrating-from-2-x-to-3-0/)"));break;case w.EVENT:case w.BINARY_EVENT:this.onevent(t);break;case w.ACK:case w.BINARY_ACK:this.onack(t);break;case w.DISCONNECT:this.ondisconnect();break;case w.CONNECT_ERROR:this.destroy();let n=new Error(t.data.message);n.data=t.data.data,this.emitReserved("connect_error",n)}}onevent(t){let n=t.data||[];t.id!=null&&n.push(this.ack(t.id)),this.connected?this.emitEvent(n):this.receiveBuffer.push(Object.freeze(n))}emitEvent(t){if(this.gt&&this.gt.length){let n=this.gt.slice();for(let o of n)o.apply(this,t)}super.emit.apply(this,t),this.yt&&t.length&&typeof t[t.length-1]=="string"&&(this.bt=t[t.length-1])}ack(t){let n=this,o=!1;return function(...s){o||(o=!0,n.packet({type:w.ACK,id:t,data:s}))}}onack(t){let n=this.acks[t.id];typeof n=="function"&&(delete this.acks[t.id],n.withError&&t.data.unshift(null),n.apply(this,t.data))}onconnect(t,n){this.id=t,this.recovered=n&&this.yt===n,this.yt=n,this.connected=!0,this.emitBuffered(),this.ft(!0),this.emitReserved("connect")}emitBuffered(){this.receiveBuffer.forEach((t=>this.emitEvent(t))),this.receiveBuffer=[],this.sendBuffer.forEach((t=>{this.notifyOutgoingListeners(t),this.packet(t)})),this.sendBuffer=[]}ondisconnect(){this.destroy(),this.onclose("io server disconnect")}destroy(){this.subs&&(this.subs.forEach((t=>t())),this.subs=void 0),this.io.vt(this)}disconnect(){return this.connected&&this.packet({type:w.DISCONNECT}),this.destroy(),this.connected&&this.onclose("io client disconnect"),this}close(){return this.disconnect()}compress(t){return this.flags.compress=t,this}get volatile(){return this.flags.volatile=!0,this}timeout(t){return this.flags.timeout=t,this}onAny(t){return this.gt=this.gt||[],this.gt.push(t),this}prependAny(t){return this.gt=this.gt||[],this.gt.unshift(t),this}offAny(t){if(!this.gt)return this;if(t){let n=this.gt;for(let o=0;o<n.length;o++)if(t===n[o])return n.splice(o,1),this}else this.gt=[];return this}listenersAny(){return this.gt||[]}onAnyOutgoing(t){return this.kt=this.kt||[],this.kt.push(t),this}prependAnyOutgoing(t){return this.kt=this.kt||[],this.kt.unshift(t),this}offAnyOutgoing(t){if(!this.kt)return this;if(t){let n=this.kt;for(let o=0;o<n.length;o++)if(t===n[o])return n.splice(o,1),this}else this.kt=[];return this}listenersAnyOutgoing(){return this.kt||[]}notifyOutgoingListeners(t){if(this.kt&&this.kt.length){let n=this.kt.slice();for(let o of n)o.apply(this,t.data)}}};function Ct(e){e=e||{},this.ms=e.min||100,this.max=e.max||1e4,this.factor=e.factor||2,this.jitter=e.jitter>0&&e.jitter<=1?e.jitter:0,this.attempts=0}Ct.prototype.duration=function(){var e=this.ms*Math.pow(this.factor,this.attempts++);if(this.jitter){var t=Math.random(),n=Math.floor(t*this.jitter*e);e=1&Math.floor(10*t)?e+n:e-n}return 0|Math.min(e,this.max)},Ct.prototype.reset=function(){this.attempts=0},Ct.prototype.setMin=function(e){this.ms=e},Ct.prototype.setMax=function(e){this.max=e},Ct.prototype.setJitter=function(e){this.jitter=e};var zt=class extends I{constructor(t,n){var o;super(),this.nsps={},this.subs=[],t&&typeof t=="object"&&(n=t,t=void 0),(n=n||{}).path=n.path||"/socket.io",this.opts=n,Te(this,n),this.reconnection(n.reconnection!==!1),this.reconnectionAttempts(n.reconnectionAttempts||1/0),this.reconnectionDelay(n.reconnectionDelay||1e3),this.reconnectionDelayMax(n.reconnectionDelayMax||5e3),this.randomizationFactor((o=n.randomizationFactor)!==null&&o!==void 0?o:.5),this.backoff=new Ct({min:this.reconnectionDelay(),max:this.reconnectionDelayMax(),jitter:this.randomizationFactor()}),this.timeout(n.timeout==null?2e4:n.timeout),this.ht="closed",this.uri=t;let s=n.parser||Ll;this.encoder=new s.Encoder,this.decoder=new s.Decoder,this.rt=n.autoConnect!==!1,this.rt&&this.open()}reconnection(t){return arguments.length?(this.At=!!t,t||(this.skipReconnect=!0),this):this.At}reconnectionAttempts(t){return t===void 0?this.Et:(this.Et=t,this)}reconnectionDelay(t){var n;return t===void 0?this.Ot:(this.Ot=t,(n=this.backoff)===null||n===void 0||n.setMin(t),this)}randomizationFactor(t){var n;return t===void 0?this._t:(this._t=t,(n=this.backoff)===null||n===void 0||n.setJitter(t),this)}reconnectionDelayMax(t){var n;return t===void 0?this.jt:(this.jt=t,(n=this.backoff)===null||n===void 0||n.setMax(t),this)}timeout(t){return arguments.length?(this.Bt=t,this):this.Bt}maybeReconnectOnOpen(){!this.ot&&this.At&&this.backoff.attempts===0&&this.reconnect()}open(t){if(~this.ht.indexOf("open"))return this;this.engine=new xe(this.uri,this.opts);let n=this.engine,o=this;this.ht="opening",this.skipReconnect=!1;let s=Q(n,"open",(function(){o.onopen(),t&&t()})),r=l=>{this.cleanup(),this.ht="closed",this.emitReserved("error",l),t?t(l):this.maybeReconnectOnOpen()},i=Q(n,"error",r);if(this.Bt!==!1){let l=this.Bt,c=this.setTimeoutFn((()=>{s(),r(new Error("timeout")),n.close()}),l);this.opts.autoUnref&&c.unref(),this.subs.push((()=>{this.clearTimeoutFn(c)}))}return this.subs.push(s),this.subs.push(i),this}connect(t){return this.open(t)}onopen(){this.cleanup(),this.ht="open",this.emitReserved("open");let t=this.engine;this.subs.push(Q(t,"ping",this.onping.bind(this)),Q(t,"data",this.ondata.bind(this)),Q(t,"error",this.onerror.bind(this)),Q(t,"close",this.onclose.bind(this)),Q(this.decoder,"decoded",this.ondecoded.bind(this)))}onping(){this.emitReserved("ping")}ondata(t){try{this.decoder.add(t)}catch(n){this.onclose("parse error",n)}}ondecoded(t){Ee((()=>{this.emitReserved("packet",t)}),this.setTimeoutFn)}onerror(t){this.emitReserved("error",t)}socket(t,n){let o=this.nsps[t];return o?this.rt&&!o.active&&o.connect():(o=new Ce(this,t,n),this.nsps[t]=o),o}vt(t){let n=Object.keys(this.nsps);for(let o of n)if(this.nsps[o].active)return;this.xt()}lt(t){let n=this.encoder.encode(t);for(let o=0;o<n.length;o++)this.engine.write(n[o],t.options)}cleanup(){this.subs.forEach((t=>t())),this.subs.length=0,this.decoder.destroy()}xt(){this.skipReconnect=!0,this.ot=!1,this.onclose("forced close")}disconnect(){return this.xt()}onclose(t,n){var o;this.cleanup(),(o=this.engine)===null||o===void 0||o.close(),this.backoff.reset(),this.ht="closed",this.emitReserved("close",t,n),this.At&&!this.skipReconnect&&this.reconnect()}reconnect(){if(this.ot||this.skipReconnect)return this;let t=this;if(this.backoff.attempts>=this.Et)this.backoff.reset(),this.emitReserved("reconnect_failed"),this.ot=!1;else{let n=this.backoff.duration();this.ot=!0;let o=this.setTimeoutFn((()=>{t.skipReconnect||(this.emitReserved("reconnect_attempt",t.backoff.attempts),t.skipReconnect||t.open((s=>{s?(t.ot=!1,t.reconnect(),this.emitReserved("reconnect_error",s)):t.onreconnect()})))}),n);this.opts.autoUnref&&o.unref(),this.subs.push((()=>{this.clearTimeoutFn(o)}))}}onreconnect(){let t=this.backoff.attempts;this.ot=!1,this.backoff.reset(),this.emitReserved("reconnect",t)}},jt={};function Vt(e,t){typeof e=="object"&&(t=e,e=void 0);let n=(function(c,p="",u){let d=c;u=u||typeof location<"u"&&location,c==null&&(c=u.protocol+"//"+u.host),typeof c=="string"&&(c.charAt(0)==="/"&&(c=c.charAt(1)==="/"?u.protocol+c:u.host+c),/^(https?|wss?):\/\//.test(c)||(c=u!==void 0?u.protocol+"//"+c:"https://"+c),d=jn(c)),d.port||(/^(http|ws)$/.test(d.protocol)?d.port="80":/^(http|ws)s$/.test(d.protocol)&&(d.port="443")),d.path=d.path||"/";let f=d.host.indexOf(":")!==-1?"["+d.host+"]":d.host;return d.id=d.protocol+"://"+f+":"+d.port+p,d.href=d.protocol+"://"+f+(u&&u.port===d.port?"":":"+d.port),d})(e,(t=t||{}).path||"/socket.io"),o=n.source,s=n.id,r=n.path,i=jt[s]&&r in jt[s].nsps,l;return t.forceNew||t["force new connection"]||t.multiplex===!1||i?l=new zt(o,t):(jt[s]||(jt[s]=new zt(o,t)),l=jt[s]),n.query&&!t.query&&(t.query=n.queryKey),l.socket(n.path,t)}Object.assign(Vt,{Manager:zt,Socket:Ce,io:Vt,connect:Vt});var Il=1e4,Ps=3e3,Oe=class{#t=Vt("/console",{autoConnect:!1,reconnectionDelayMax:Ps});#e=()=>{};open(t){let n=this.#t;this.#e=t.unauthorized,n.on("connect",t.connected),n.on("disconnect",o=>{t.lost(),o==="io server disconnect"&&(t.unauthorized(),this.#n())}),n.on("connect_error",o=>{o.message==="unauthorized"&&t.unauthorized(),n.active||this.#n()}),n.on("event",t.event),n.on("typing",({conversation_id:o})=>t.typing(o)),n.connect()}hear(t,n){return this.#t.on(t,n),()=>{this.#t.off(t,n)}}again(){this.#t.disconnect(),this.#n()}close(){this.#t.off(),this.#t.disconnect()}async ask(t,n){if(!this.#t.connected)throw new N;let o;try{o=await this.#t.timeout(Il).emitWithAck(t,n)}catch{throw new N}if(o?.error?.code==="unauthorized"&&this.#e(),o?.error)throw new L(o.error);return o}tell(t,n){this.#t.connected&&this.#t.emit(t,n)}#n(){setTimeout(()=>this.#t.connect(),Ps)}};var Fl="warmdesk:";function V(e,t){let n=Fl+e,o=y(Is(localStorage.getItem(n),t));return U(()=>localStorage.setItem(n,JSON.stringify(o.value))),addEventListener("storage",s=>{s.key===n&&(o.value=Is(s.newValue,t))}),o}function Is(e,t){try{return e===null?t:JSON.parse(e)}catch{return t}}var Ae=class{#t=V("outbox",[]);constructor(){this.#t.value=this.waiting()}waiting(){return this.#t.peek().filter(t=>!t.taken)}of(t,n){let o=new Set(n.map(s=>s.client_id));return this.#t.value.filter(s=>s.conversation_id===t&&!o.has(s.client_id))}add(t){let n={...t,client_id:Yt(),time:new Date().toISOString(),taken:!1};return this.#t.value=[...this.#t.value,n],n}take(t){this.#t.value=this.#t.value.map(n=>n.client_id===t?{...n,taken:!0}:n)}drop(t){t&&(this.#t.value=this.#t.value.filter(n=>n.client_id!==t))}};function Yt(){let e=crypto.getRandomValues(new Uint8Array(16));return e[6]=e[6]&15|64,e[8]=e[8]&63|128,[...e].map(n=>n.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/,"$1-$2-$3-$4-")}var Ml=10,Re=class{#t=y({});constructor(t){this.upload=t}of(t){return this.#t.value[t]??[]}isReady(t){return this.of(t).every(({ref:n})=>n)}add(t,n){let o=Ml-this.of(t).length;return Promise.all([...n].slice(0,o).map(s=>this.#e(t,s)))}remove(t,n){this.#o(t,this.of(t).filter(o=>o.key!==n))}clear(t){this.#o(t,[])}async#e(t,n){let o=Yt(),s=n.type.startsWith("image/")?URL.createObjectURL(n):null,r={key:o,name:n.name,preview:s,ref:null,error:null};this.#o(t,[...this.of(t),r]);try{this.#n(t,o,{ref:await this.upload(n)})}catch(i){this.#n(t,o,{error:k(i)})}}#n(t,n,o){let s=this.of(t).map(r=>r.key===n?{...r,...o}:r);this.#o(t,s)}#o(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var Et=["normal","high","urgent"],De=class{constructor(t,n){this.ask=t,this.tried=n}label({id:t},n){return this.ask("label",{conversation_id:t,labels:n})}prioritise({id:t},n){return this.tried(()=>this.ask("prioritise",{conversation_id:t,priority:n}))}askBot({id:t,epoch:n},o,s){return this.ask("ask_bot",{conversation_id:t,epoch:n,kind:o,question:s})}},Fs=e=>Et[(Et.indexOf(e)+1)%Et.length],Ms=(e,t)=>(e?.labels??[]).filter(n=>t.includes(n.id)),Us=(e,t)=>e?b("PUT",`labels/${e}`,{name:t}):b("POST","labels",{name:t}),Bs=e=>b("DELETE",`labels/${e}`);var Ne=class{#t=y({});constructor(t){this.ask=t}of(t){return this.#t.value[t]??{contact:null,error:null,reading:!1}}async read(t,n=0){let{contact:o}=this.of(t),s=Date.parse(o?.read_at??"1970-01-01");if(!(Date.now()-s<n)){this.#e(t,{contact:o,error:null,reading:!0});try{let{contact:r}=await this.ask("contact",{conversation_id:t});this.#e(t,{contact:r,error:null,reading:!1})}catch(r){let i=r instanceof N?null:k(r);this.#e(t,{contact:o,error:i,reading:!1})}}}#e(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var qe=class{#t=V("drafts",{});get(t,n){return this.#t.value[`${t} ${n}`]??""}set(t,n,o){let{[`${t} ${n}`]:s,...r}=this.#t.peek();this.#t.value=o?{...r,[`${t} ${n}`]:o}:r}giveBack(t,n,o){let s=this.get(t,n);this.set(t,n,s?`${o}
${s}`:o)}};async function Ws(e){let t;try{t=await fetch(`/api/console/media?name=${encodeURIComponent(e.name)}`,{method:"POST",headers:{"Content-Type":e.type||"application/octet-stream","X-Requested-With":"warmdesk"},body:e})}catch{throw new N}let n=await t.json();if(!t.ok)throw new L(n.error);return n.attachment.ref}var yt=()=>{let{timeZone:e}=new Intl.DateTimeFormat().resolvedOptions();return!e||e==="Etc/Unknown"?"UTC":e},Le=()=>yt().replaceAll("_"," ");var Pe=class{wanted=y({});hits=y(null);chosen=y(0);topics=y([]);error=y("");#t=y(null);#e=0;constructor(t){this.ask=t}get more(){return this.#t.value!==null}async find(t){if(this.wanted.value=t,Object.keys(t).length)return this.#n(null);this.#e++,this.#o([],null,""),this.hits.value=null}readOn(){return this.#n(this.#t.peek())}async readTopics(){try{this.topics.value=(await this.ask("topics",{})).topics}catch(t){if(!(t instanceof N))throw t}}choose(t){let n=this.hits.peek()?.length??0;this.chosen.value=Math.min(Math.max(this.chosen.peek()+t,0),Math.max(n-1,0))}async#n(t){let n=++this.#e;try{let o={...this.wanted.peek(),timezone:yt(),...t?{before:t}:{}},{hits:s,next:r}=await this.ask("search",o);if(n!==this.#e)return;this.#o(t?[...this.hits.peek()??[],...s]:s,r,""),t||(this.chosen.value=0)}catch(o){n===this.#e&&this.#o([],null,k(o))}}#o(t,n,o){G(()=>{this.hits.value=t,this.#t.value=n,this.error.value=o})}};function Qn(e){let n=[...e].map(([o,s])=>[o,String(s).trim()]).filter(([,o])=>o);return Object.fromEntries(n.map(([o,s])=>[o,o==="rating"?Number(s):s]))}function Ie(e){return e==="queued"||e==="offered"}function Xn({queue:e,waiting:t}){return e.length>=t}function Vs(e){return zs(e)?.handoff_id??null}function Fe(e,t){let n=e.queue.filter(o=>o.handoff_id!==t.handoff_id);return Ie(t.state)&&Ul(e,t)?Bl(n,t):n}function Ks(e,t){let n=js(e.queue,t.queue).sort(Zn);return{...e,queue:n,clocks:js(e.clocks,t.clocks)}}function js(e,t){let n=new Set(e.map(o=>o.handoff_id));return[...e,...t.filter(o=>!n.has(o.handoff_id))]}function Ul(e,t){if(Xn(e)||t.offered_to===e.agent.id)return!0;let n=zs(e);return!!n&&Zn(t,n)<=0}function zs({queue:e,agent:t}){return e.findLast(n=>n.offered_to!==t.id)}function Bl(e,t){let[n,o]=[0,e.length];for(;n<o;){let s=n+o>>1;Zn(e[s],t)<0?n=s+1:o=s}return e.toSpliced(n,0,t)}function Zn(e,t){return Date.parse(e.counts_from)-Date.parse(t.counts_from)||Hs(e.counts_from,t.counts_from)||Hs(e.handoff_id,t.handoff_id)}var Hs=(e,t)=>e<t?-1:e>t?1:0;var Wl=["id","name","presence","at_desk"],jl=["id","channel","owner","epoch","agent_id","customer_name","level","how","last_seq","last_text","updated_at","opened_at","handoff_id","priority","reply_window_until","page","labels","asking"],Hl=["id","conversation_id","seq","author","kind","channel","text","time","buttons","image","attachments","custom","client_id","turn_id","state","how"],Ys=["id","text","conversation_id","time","seq"],Gs=["id","handoff_id","conversation_id","expires_at"],Gt=["handoff_id","conversation_id","state","reason","skill","priority","wanted","situation","customer_name","channel","created_at","queued_at","counts_from","offered_to","labels"],Vl=["handoff_id","conversation_id","waits_since","dues"],Js={"handoff.queued":{item:Gt,was:null},"handoff.offered":{item:Gt,was:null},"handoff.assigned":{item:Gt,was:null},"handoff.resolved":{item:Gt,was:null},"handoff.abandoned":{item:Gt,was:null},"offer.made":{offer:Gs,agent_id:null,state:null},"offer.ended":{offer:Gs,agent_id:null,state:null},"conversation.changed":{conversation:jl},"message.added":{conversation_id:null,message:Hl},"message.updated":{conversation_id:null,seq:null,state:null,custom:null,text:null,attachments:null},"agent.changed":{agent:Wl},"channel.changed":{channel:null,stopped:null},"labels.changed":{labels:null},"readers.changed":{conversation_id:null,readers:null},"notice.added":{notice:Ys},"notice.seen":{notice:Ys},"clock.changed":{clock:Vl}};var Tt=class extends Error{},Qs={"handoff.queued":Jt,"handoff.offered":Jt,"handoff.assigned":Jt,"handoff.resolved":Jt,"handoff.abandoned":Jt,"offer.made":zl,"offer.ended":Yl,"conversation.changed":Gl,"message.added":to,"message.updated":to,"agent.changed":Jl,"channel.changed":Ql,"labels.changed":Xl,"readers.changed":to,"notice.added":Zl,"notice.seen":tc,"clock.changed":ec};function Xs(e,t){eo(t,["cursor","type","data"],"an event");let n=Object.hasOwn(Qs,t.type)?Qs[t.type]:void 0;if(n===void 0)throw new Tt(`unknown event type ${t.type}`);return Kl(t,Js[t.type]),{...nc(n(e,t.data)),cursor:t.cursor}}function Kl(e,t){eo(e.data,Object.keys(t),e.type);for(let[n,o]of Object.entries(t))o!==null&&eo(e.data[n],o,`${e.type} ${n}`)}function eo(e,t,n){for(let o of Object.keys(e))if(!t.includes(o))throw new Tt(`unknown field ${o} in ${n}`)}function to(e){return e}function Jt(e,{item:t,was:n}){let o=e.waiting+Number(Ie(t.state))-Number(Ie(n));return{...e,waiting:o,queue:Fe(e,t)}}function zl(e,{offer:t,agent_id:n}){return n!==e.agent.id?e:{...e,offers:Me(e.offers,t)}}function Yl(e,{offer:t}){return{...e,offers:e.offers.filter(n=>n.id!==t.id)}}function Gl(e,{conversation:t}){let o=t.owner==="agent"&&t.agent_id===e.agent.id?Me(e.conversations,t):e.conversations.filter(s=>s.id!==t.id);return{...e,conversations:o}}function Jl(e,{agent:t}){let{at_desk:n,...o}=t,s=t.id===e.agent.id?{...e.agent,...o}:e.agent;return{...e,agent:s,agents:Me(e.agents,t)}}function Ql(e,{channel:t,stopped:n}){let o=e.stopped_channels.filter(s=>s.channel!==t);return{...e,stopped_channels:n?[...o,n]:o}}function Xl(e,{labels:t}){return{...e,labels:t}}function Zl(e,{notice:t}){return{...e,notices:Me(e.notices,t)}}function tc(e,{notice:t}){return{...e,notices:e.notices.filter(n=>n.id!==t.id)}}function ec(e,{clock:t}){let n=e.clocks.filter(o=>o.handoff_id!==t.handoff_id);return{...e,clocks:[...n,t]}}function nc(e){let t=new Set(e.queue.map(o=>o.handoff_id));for(let{handoff_id:o}of e.conversations)o&&t.add(o);let n=e.clocks.filter(o=>t.has(o.handoff_id));return n.length===e.clocks.length?e:{...e,clocks:n}}function Me(e,t){return e.some(o=>o.id===t.id)?e.map(o=>o.id===t.id?t:o):[...e,t]}var Ue=class{#t=null;#e=null;#n=0;#o=null;constructor(t,n){this.ask=t,this.show=n}async connected(){let t=++this.#n;this.#e=[];let n=await this.#r();if(t!==this.#n)return;let o=this.#e;this.#e=null,n.snapshot&&this.#a(n.snapshot);for(let s of[...n.events,...o])this.#s(s)}receive(t){this.#e?this.#e.push(t):this.#s(t)}async more(){let t=this.#t;if(!t||this.#o||this.#e||Xn(t))return null;let[n,o]=[this.#n,this.#o=[]];try{let s=Vs(t),r=await this.ask("queue",s?{after:s}:{});if(n!==this.#n||!this.#t)return null;let i=Ks(this.#t,r);return this.#t=o.reduce((l,c)=>({...l,queue:Fe(l,c)}),i),this.#t}finally{this.#o=null}}async#r(){if(this.#t){let t=await this.ask("sync",{cursor:this.#t.cursor});if(!t.reset)return{snapshot:null,events:t.events}}return{snapshot:await this.ask("snapshot",{}),events:[]}}#a(t){this.#t=t,this.show(t,null)}#s(t){!this.#t||t.cursor<=this.#t.cursor||(this.#t=Xs(this.#t,t),t.data.item&&this.#o?.push(t.data.item),this.show(this.#t,t))}};var Be=class{constructor(t,n,o){this.ask=t,this.tried=n,this.screen=o}setPresence(t){return this.tried(()=>this.ask("presence",{presence:t}))}accept(t){return this.tried(async()=>{await this.ask("accept",{offer_id:t.id}),this.screen.select(t.conversation_id),this.screen.write("reply")})}decline(t){return this.tried(()=>this.ask("decline",{offer_id:t.id}))}resumeChannel(t){return this.tried(()=>this.ask("resume",{channel:t}))}transfer({id:t,epoch:n},o,s){return this.ask("transfer",{conversation_id:t,epoch:n,...o,note:s})}takeOver({id:t}){return this.tried(async()=>{await this.ask("take_over",{conversation_id:t}),this.screen.write("reply")})}sendAgain({conversation_id:t,seq:n}){return this.tried(()=>this.ask("send_again",{conversation_id:t,seq:n}))}dismiss(t){return this.tried(()=>this.ask("dismiss",{notice_id:t}))}openMention(t){t?.conversation_id&&(this.screen.select(t.conversation_id,t.seq),this.dismiss(t.id))}};async function oc(){try{return(await(await fetch("/health")).json()).bot}catch{return null}}function Zs(e,t){setInterval(async()=>{t()&&(e.value=await oc()??e.value)},15e3)}var sc=["floor","reports","accounts","audit"];function er(e){let[,t,n,o]=e.replace(/^#/,"").split("/"),s=sc.find(r=>r===t);return s?{view:s,id:null,seq:null}:t==="join"&&n?{view:t,id:tr(n),seq:null}:t!=="c"||!n?{view:"conversation",id:null,seq:null}:{view:"conversation",id:tr(n),seq:/^[1-9]\d*$/.test(o??"")?Number(o):null}}var B=(e,t)=>`#/c/${encodeURIComponent(e)}${t?`/${t}`:""}`;function tr(e){try{return decodeURIComponent(e)}catch{return e}}function nr(e,t,n){let o=e.indexOf(t??"");return o<0?(n>0?e[0]:e.at(-1))??null:e[(o+n+e.length)%e.length]}var We=class{#t=V("quotes",{});of(t){return this.#t.value[t]??null}set(t,n){let{[t]:o,...s}=this.#t.peek();this.#t.value=n?{...s,[t]:n}:s}},no=({kind:e,author:t})=>e==="text"&&t.kind!=="system";function or(e,t){return e.filter(o=>o.author.kind==="customer"&&no(o)&&o.seq<(t??1/0)).at(-1)?.seq??null}var rc=8e3,je=class{#t=y(null);typed(t,n){this.#t.value={id:t,kind:n,at:Date.now()}}follow(t){let n=z(()=>t.view.value==="conversation"&&t.watching.value?t.selected.value:null),o=z(()=>{let{id:s,kind:r,at:i}=this.#t.value??{id:"",kind:"reply",at:0};return s===n.value&&t.now.value-i<rc&&t.drafts.get(s,r).trim()?r:null});return U(()=>{t.link.value==="live"&&t.connection.tell("look",{conversation_id:n.value,writing:o.value})})}};function sr(e,t,n,o){let s={reply:"is writing a reply",note:"is writing a note"};return e.filter(({agent_id:r,writing:i})=>r!==t&&(i||r!==n)).map(({agent_id:r,writing:i})=>`${o(r)} ${i?s[i]:"is reading along"}`)}var ic=6e4,rr=/\{(agent|customer|order)\}/,He=class{known=y([]);#t=-1/0;async want(){if(!(performance.now()-this.#t<ic))try{await this.read()}catch(t){if(!(t instanceof N))throw t}}async read(){this.known.value=(await b("GET","replies")).replies,this.#t=performance.now()}async save(t,n){await(t?b("PUT",`replies/${t}`,n):b("POST","replies",n)),await this.read()}async remove(t){await b("DELETE",`replies/${t}`),await this.read()}},ir=e=>/^\/[^\n]*$/.test(e)?e.slice(1).trim():null;function ar(e,t){let n=t.toLowerCase().split(/\s+/).filter(Boolean),o=r=>n.every(i=>r.toLowerCase().includes(i));return[...e.filter(({title:r})=>o(r)),...e.filter(r=>!o(r.title)&&o(`${r.title} ${r.text}`))]}var lr=(e,t)=>e.replaceAll(new RegExp(rr,"g"),(n,o)=>t[o]||n),cr=e=>rr.exec(e)?.[0]??null;var ac=1e4,lc="Unknown customer",Ve=class{#t=V("resolving",[]);constructor(t,n){this.ask=t,this.refused=n}get all(){return this.#t.value}has(t){return this.#t.value.some(n=>n.conversation_id===t)}begin(t,n){this.undo(t.conversation_id),this.#t.value=[...this.#t.peek(),{...t,due:n+ac}]}undo(t){this.#t.value=this.#t.peek().filter(n=>n.conversation_id!==t)}async tell(t){for(let n of this.#t.peek().filter(o=>o.due<=t))this.undo(n.conversation_id),await this.#e(n)}async#e(t){let{due:n,name:o,...s}=t;try{await this.ask("resolve",s)}catch(r){if(r instanceof N)this.#t.value=[...this.#t.peek(),t];else if(r instanceof L)r.code!=="not_owner"&&this.refused(`${o??lc}: ${r.message}`);else throw r}}};var Ke=class{#t=V("seen",{});unreadIn({id:t,last_seq:n}){return Math.max(0,n-(this.#t.value[t]??0))}upTo(t,n){let o=this.#t.peek();n>(o[t]??0)&&(this.#t.value={...o,[t]:n})}};var ze=class{outbox=new Ae;refusals=y({});constructor(t,n,o,s){this.ask=t,this.drafts=n,this.quotes=o,this.unanswered=s}send({id:t,epoch:n},o,s){let r=o==="reply"?this.quotes.of(t):null,i=this.outbox.add({conversation_id:t,epoch:n,kind:o,text:s,quote:r});return G(()=>{this.drafts.set(t,o,""),r&&this.quotes.set(t,null),this.#n(t,"")}),this.#t(i)}async again(){for(let t of this.outbox.waiting())await this.#t(t)}async withFiles({id:t,epoch:n},o,s){let r=s.of(t),i=this.quotes.of(t),l=r.map(({ref:p})=>p),c={conversation_id:t,epoch:n,client_id:r[0].key,text:o,files:l};try{await this.ask("send",{...c,...i?{quote:i}:{}}),G(()=>{s.clear(t),this.drafts.set(t,"reply",""),i&&this.quotes.set(t,null),this.#n(t,"")})}catch(p){this.#n(t,k(p))}}special({id:t,epoch:n},o){return this.ask("send",{conversation_id:t,epoch:n,client_id:Yt(),...o})}async#t(t){let{client_id:n,conversation_id:o,epoch:s,kind:r,text:i,quote:l}=t,c={conversation_id:o,client_id:n,text:i};try{r==="note"?await this.ask("note",c):await this.ask("send",{...c,epoch:s,...l?{quote:l}:{}}),this.outbox.take(n)}catch(p){if(p instanceof L)this.#e(t,p.message);else if(p instanceof N)this.unanswered();else throw p}}#e({client_id:t,conversation_id:n,kind:o,text:s,quote:r},i){G(()=>{this.outbox.drop(t),this.drafts.giveBack(n,o,s),r&&this.quotes.set(n,r),this.#n(n,i)})}#n(t,n){this.refusals.value={...this.refusals.value,[t]:n}}};var ur=["queued","sent","delivered","read","failed"];function oo(e,{type:t,data:n}){let o=e.conversation.id;if(t==="conversation.changed"&&n.conversation.id===o)return{...e,conversation:n.conversation};if(n.item)return cc(e,n.item);if(n.conversation_id!==o)return e;if(t==="readers.changed")return{...e,readers:n.readers};let{messages:s}=e;return t==="message.added"?{...e,messages:uc(s,n.message)}:t==="message.updated"?{...e,messages:pc(s,n)}:e}function pr(e,t){return{...e,messages:[...t,...e.messages]}}function Ye({messages:e}){return(e[0]?.seq??1)===1}function cc(e,t){return e.handoff?.id!==t.handoff_id?e:{...e,handoff:{...e.handoff,priority:t.priority}}}function uc(e,t){return[...e.filter(o=>o.seq!==t.seq),t].sort((o,s)=>o.seq-s.seq)}function pc(e,{seq:t,state:n,custom:o,text:s,attachments:r}){return e.map(i=>i.seq===t?{...i,state:hc(i.state,n),custom:o??i.custom,text:s??i.text,attachments:r??i.attachments}:i)}function hc(e,t){return t&&(e==="failed"||ur.indexOf(t)>=ur.indexOf(e??"queued"))?t:e}var Ge=class{#t=y({});#e=new Map;#n=new Set;constructor(t){this.ask=t}of(t){return this.#t.value[t??""]??null}async open(t,n){let o=[];this.#e.set(t,o);try{let s=await this.ask("open",{conversation_id:t,...n?{seq:n}:{}});this.#o(t,o.reduce(oo,s))}finally{this.#e.get(t)===o&&this.#e.delete(t)}}async earlier(t){let n=this.#t.peek()[t];if(!(!n||Ye(n)||this.#n.has(t))){this.#n.add(t);try{let o=n.messages[0].seq,{messages:s}=await this.ask("earlier",{conversation_id:t,before:o}),r=this.#t.peek()[t];r?.messages[0]?.seq===o&&this.#o(t,pr(r,s))}finally{this.#n.delete(t)}}}fold(t,n){this.#e.get(t)?.push(n);let o=this.#t.peek()[t];o&&this.#o(t,oo(o,n))}#o(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var dc=6e3,fc=3e3,Je=class{until=y({});#t=0;constructor(t){this.tell=t}heard(t){this.until.value={...this.until.value,[t]:Date.now()+dc}}sent(t){this.until.value={...this.until.value,[t]:0}}typed(t){Date.now()-this.#t<fc||(this.#t=Date.now(),this.tell(t))}};var mc=6e4,Qe=class{link=y("connecting");snapshot=y(null);bot=y("up");view=y("conversation");selected=y(null);target=y(null);problem=y(null);writing=y("reply");boxWanted=y(!1);dialog=y(null);now=y(Date.now());watching=y(document.visibilityState==="visible");attached=new Re(Ws);drafts=new qe;quotes=new We;reading=new je;replies=new He;seen=new Ke;thread=z(()=>this.threads.of(this.selected.value));mine=z(()=>[...this.snapshot.value?.conversations??[]].sort((t,n)=>Date.parse(t.opened_at)-Date.parse(n.opened_at)||(t.id<n.id?-1:1)));canReply=z(()=>{let t=this.thread.value?.conversation,n=this.snapshot.value?.agent;return t?.owner==="agent"&&t.agent_id===n?.id});mentions=z(()=>(this.snapshot.value?.notices??[]).filter(t=>t.seq));unread=z(()=>this.mine.value.filter(t=>this.seen.unreadIn(t)>0).length);constructor(t,n){this.connection=t,this.loggedOut=n;let o=(r,i)=>t.ask(r,i),s=r=>this.#i(r);this.casework=new De(o,s),this.handling=new Be(o,s,this),this.contacts=new Ne(o),this.sending=new ze(o,this.drafts,this.quotes,()=>{this.link.value==="live"&&t.again()}),this.finder=new Pe(o),this.threads=new Ge(o),this.resolving=new Ve(o,r=>this.problem.value=r),this.typing=new Je(r=>t.tell("typing",{conversation_id:r})),this.follower=new Ue(o,(r,i)=>this.#e(r,i))}start(){setInterval(()=>this.now.value=Date.now(),1e3),setInterval(()=>this.resolving.tell(Date.now()),1e3),Zs(this.bot,()=>this.watching.value&&this.link.value==="live"),this.reading.follow(this),document.addEventListener("visibilitychange",()=>{this.watching.value=document.visibilityState==="visible",this.#s()}),this.connection.open({connected:()=>this.#t(),lost:()=>this.link.value=this.link.value==="outdated"?"outdated":"lost",unauthorized:this.loggedOut,event:t=>this.#c(()=>this.follower.receive(t)),typing:t=>this.typing.heard(t)})}select(t,n=null){G(()=>{t!==this.selected.value&&(this.writing.value="reply"),this.view.value="conversation",this.selected.value=t,this.target.value=n}),this.#r(t)}goTo({view:t,id:n,seq:o}){if(t==="join")return;let s=n===this.selected.value&&o===this.target.value;t!=="conversation"||!n||s?this.view.value=t:this.select(n,o)}may(t){return this.snapshot.value?.agent.may.some(n=>n===t)??!1}selectNext(t){let n=nr(this.mine.value.map(o=>o.id),this.selected.value,t);n&&this.select(n)}write(t){this.writing.value=t,this.boxWanted.value=!0}send(t,n,o){return n==="reply"&&this.resolving.undo(t.id),this.sending.send(t,n,o)}moreOfQueue(){return this.#i(async()=>{this.snapshot.value=await this.follower.more()??this.snapshot.value})}earlier(t){return this.#i(()=>this.threads.earlier(t))}typed(t,n){this.reading.typed(t,n),n==="reply"&&this.typing.typed(t)}nameOf(t){return this.snapshot.value?.agents.find(n=>n.id===t)?.name??"a colleague"}async#t(){try{await this.follower.connected(),this.link.value="live",this.problem.value=null,this.selected.value&&this.#r(this.selected.value),await this.sending.again()}catch(t){this.#l(t)||this.connection.again()}}#e(t,n){G(()=>{this.snapshot.value=t,n?this.#n(n):this.bot.value=t.waiting_bot,this.#s()})}#n(t){let n=t.data.conversation_id??t.data.conversation?.id;this.threads.fold(n,t),t.type==="message.added"&&this.#o(n,t.data.message)}#o(t,{author:n,client_id:o,seq:s}){this.sending.outbox.drop(o),n.kind==="customer"&&(this.typing.sent(t),this.resolving.undo(t)),n.id===this.snapshot.value?.agent.id&&this.seen.upTo(t,s)}#r(t){this.#a(t),this.contacts.read(t,mc),this.#s()}async#a(t){this.link.value==="live"&&await this.#i(async()=>{await this.threads.open(t,t===this.selected.peek()?this.target.peek():null),this.#s()})}#s(){let t=this.thread.peek(),n=t?.messages.at(-1)?.seq??0;!t||!this.watching.peek()||this.seen.upTo(t.conversation.id,n)}async#i(t){this.problem.value=null;try{await t()}catch(n){this.problem.value=k(n)}}#c(t){try{t()}catch(n){if(!this.#l(n))throw n}}#l(t){return t instanceof Tt?(console.error(t),this.link.value="outdated",this.connection.close(),!0):!1}};var Qt=V("single-keys",!0),so=[{key:"j",words:"Next conversation",run:e=>e.selectNext(1)},{key:"k",words:"Previous conversation",run:e=>e.selectNext(-1)},{key:"a",words:"Accept the first case offered to you",run:yc},{key:"r",words:"Write a reply",run:e=>e.write("reply")},{key:"n",words:"Write an internal note",run:e=>e.write("note")},{key:"q",words:"Quote the customer's last message, again for the one before",run:bc},{key:"l",words:"Labels of the conversation",run:_c},{key:"p",words:"Priority: normal, high, urgent",run:wc},{key:"b",words:"Let the bot ask for something",run:kc},{key:"m",words:"Open the first note that names you",run:e=>e.handling.openMention(e.mentions.value[0])},{key:"e",words:"Resolve the conversation",run:vc},{key:"u",words:"Undo resolving",run:gc},{key:"/",words:"Find a message, a note or a customer",run:fr},{key:"i",words:"Incidents",run:e=>e.dialog.value="incidents"},{key:"f",words:"Live floor, for supervisors",run:e=>hr(e,"floor")},{key:"g",words:"Reports, for supervisors",run:e=>hr(e,"reports")},{key:"?",words:"Show this list",run:e=>e.dialog.value="shortcuts"}];function dr(e){addEventListener("keydown",t=>{let n=t.altKey?{ArrowDown:1,ArrowUp:-1}[t.key]:void 0,o=so.find(r=>r.key===t.key),s=(t.ctrlKey||t.metaKey)&&t.key.toLowerCase()==="k";if(!e.dialog.value){if(s)fr(e);else if(n)e.selectNext(n);else if(o&&$c(t))o.run(e);else return;t.preventDefault()}})}function $c(e){let{target:t}=e,n=t instanceof Element&&t.closest("input:not([type=radio]), textarea"),o=e.ctrlKey||e.metaKey||e.altKey||e.repeat;return Qt.value&&!n&&!o}function hr(e,t){e.may(t)&&(e.view.value=t)}function gc(e){e.resolving.undo(e.resolving.all.at(-1)?.conversation_id)}function fr(e){e.dialog.value="search"}function yc(e){let t=e.snapshot.value?.offers[0];t&&e.handling.accept(t)}function vc(e){let{id:t}=e.thread.value?.conversation??{};t&&e.canReply.value&&!e.resolving.has(t)&&(e.dialog.value="resolve")}function bc(e){let t=e.thread.value;if(!t||!e.canReply.value)return;let{id:n}=t.conversation;e.quotes.set(n,or(t.messages,e.quotes.of(n))),e.writing.value="reply"}function _c(e){e.thread.value&&(e.dialog.value="labels")}function wc(e){let t=e.thread.value?.conversation;t?.priority&&e.casework.prioritise(t,Fs(t.priority))}function kc(e){let{id:t}=e.thread.value?.conversation??{};t&&e.canReply.value&&!e.resolving.has(t)&&(e.dialog.value="ask-bot")}var mr=()=>b("GET","me/logins"),$r=e=>b("DELETE",`me/logins/${e}`),gr=Promise.resolve();function yr(e){let t=b("POST","me/password",{password:e});return gr=t.catch(()=>null),t}var vr=()=>gr,br=(e,t)=>b("POST","me/confirm",{password:e,code:t}),_r=()=>b("POST","me/second_factor",{}),wr=async e=>(await b("PUT","me/second_factor",{code:e})).codes,kr=()=>b("DELETE","me/second_factor");async function Xt(e){e.preventDefault();let{href:t}=e.currentTarget;await b("GET","me/confirmed"),location.assign(t)}var xc=[/Android/,/iPhone|iPad/,/Windows/,/Mac OS/,/Linux/],Sc=["Android","iPhone or iPad","Windows","Mac","Linux"],Cc=[[/Edg\//,"Edge"],[/Firefox\//,"Firefox"],[/Chrome\//,"Chrome"],[/Safari\//,"Safari"]];function ro({device:e}){let t=Cc.find(([o])=>o.test(e))?.[1],n=Sc[xc.findIndex(o=>o.test(e))];return[t,n].filter(Boolean).join(" on ")||"Unknown browser"}function Ot(){return a`
    <label>
      Code of your app, or a recovery code
      <input name="code" autocomplete="one-time-code" required autofocus spellcheck=${!1} />
    </label>
  `}function A(e){let[t,n]=m(""),[o,s]=m(!1);function r(c){n(c),s(!1)}function i(c){return c.preventDefault(),l(new FormData(c.currentTarget))}async function l(c){s(!0);try{let p=await e(c);p&&r(p)}catch(p){r(k(p))}}return{error:t,busy:o,submit:i,run:l}}function xr(){return St.value&&a`<${Ec} />`}function Ec(){let e=T(null),[t,n]=m(!1);x(()=>{let i=e.current;return i?.showModal(),()=>i?.close()},[]);let{error:o,busy:s,submit:r}=A(async i=>{try{await br(String(i.get("password")),String(i.get("code")??""))}catch(l){throw l instanceof L&&l.code==="code_needed"&&n(!0),l}$e(!0)});return a`
    <dialog ref=${e} aria-label="Is it still you?" onCancel=${()=>$e(!1)}>
      <h2>Is it still you?</h2>
      <form onSubmit=${r}>
        <p class="muted">Exports, roles and what keeps your account safe need your password again.</p>
        <label>
          Your password
          <input name="password" type="password" autocomplete="current-password" required autofocus />
        </label>
        ${t&&a`<${Ot} />`}
        <p class="error" role="alert">${o}</p>
        <p class="dialog-buttons">
          <button type="button" class="quiet" onClick=${()=>$e(!1)}>Cancel</button>
          <button class="primary" disabled=${s}>Go on</button>
        </p>
      </form>
    </dialog>
  `}var Sr=12;function Cr({token:e,done:t}){let[n,o]=m(!1),{error:s,busy:r,submit:i}=A(async l=>{let[c,p]=[String(l.get("password")),String(l.get("again"))];if(c!==p)return"The two do not match.";try{t(await ds(e,c,String(l.get("code")??"")))}catch(u){throw u instanceof L&&u.code==="code_needed"&&o(!0),u}});return a`
    <main class="login">
      <form class="login-form" onSubmit=${i}>
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Choose your password</h1>
        <p class="muted">At least ${Sr} characters: a few words that only you would put together.</p>
        <label>
          Password
          <input name="password" type="password" autocomplete="new-password" required
            minlength=${Sr} autofocus />
        </label>
        <label>
          Once more
          <input name="again" type="password" autocomplete="new-password" required />
        </label>
        ${n&&a`<${Ot} />`}
        <p class="error" role="alert">${s}</p>
        <button class="primary" disabled=${r}>Save and log in</button>
      </form>
    </main>
  `}function Er({done:e}){let[t,n]=m(!1),{error:o,busy:s,submit:r}=A(async i=>{let[l,c,p]=["email","password","code"].map(u=>String(i.get(u)??""));try{e(await hs(l,c,p))}catch(u){throw u instanceof L&&u.code==="code_needed"&&n(!0),u}});return a`
    <main class="login">
      <form class="login-form" onSubmit=${r}>
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Warmdesk console</h1>
        <label>
          E-mail
          <input name="email" type="email" autocomplete="username" required autofocus />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        ${t&&a`<${Ot} />`}
        <p class="error" role="alert">${o}</p>
        <button class="primary" disabled=${s}>Log in</button>
      </form>
    </main>
  `}var vt="en-GB";var Tc=new Intl.NumberFormat(vt),Oc=new Intl.DateTimeFormat(vt,{hour:"2-digit",minute:"2-digit"}),Ac=new Intl.DateTimeFormat(vt,{day:"numeric",month:"short"}),Rc=new Intl.DateTimeFormat(vt,{dateStyle:"medium"}),Dc=new Intl.DateTimeFormat(vt,{month:"long",year:"numeric"}),Nc=new Intl.DateTimeFormat(vt,{weekday:"long",day:"numeric",month:"long"}),At=(e,t)=>Xe(Math.max(0,t-Date.parse(e)));function Xe(e){if(e<6e4)return`${Math.floor(e/1e3)} s`;if(e<36e5)return`${Math.floor(e/6e4)} min`;if(e>=864e5)return`${Math.floor(e/864e5)} d`;let t=Math.floor(e%36e5/6e4),n=`${Math.floor(e/36e5)} h`;return t?`${n} ${t} min`:n}function Tr(e,t){return Math.max(0,Math.floor((Date.parse(e)-t)/1e3))}var Or=e=>Tc.format(e),tt=e=>Oc.format(new Date(e)),H=e=>Rc.format(new Date(e)),K=e=>Ac.format(new Date(e)),Ar=e=>Dc.format(new Date(e)),Rr=e=>Nc.format(new Date(e));function W(e,t){return io(e,new Date(t).toISOString())?tt(e):K(e)}function io(e,t){return new Date(e).toDateString()===new Date(t).toDateString()}function Ze(e,t){return new Intl.NumberFormat(vt,{style:"currency",currency:t}).format(e/100)}function O({desk:e,title:t,children:n}){let o=T(null);return x(()=>{let s=o.current;return s?.showModal(),()=>s?.close()},[]),a`
    <dialog ref=${o} aria-label=${t} onClose=${()=>e.dialog.value=null}>
      <h2>${t}</h2>
      ${n}
    </dialog>
  `}function Rt(e){let[t,n]=m(null),[o,s]=m("");async function r(i){try{s(""),await i(),n(await e())}catch(l){s(k(l))}}return x(()=>{r(async()=>{})},[]),{known:t,error:o,tried:r}}function tn({isOn:e,changed:t}){let[n,o]=m(null),[s,r]=m([]),[i,l]=m(""),c=d=>d().then(()=>l(""),f=>l(k(f))),p=()=>c(async()=>o(await _r())),u=()=>c(async()=>{await kr(),t()});return s.length?a`<${Lc} codes=${s} done=${t} />`:n?a`<${qc} proposal=${n} done=${r} />`:a`
    <p>
      ${e?"On: logging in asks for a code of your app as well.":"Off: whoever has your password is you. An authenticator app on your telephone changes that."}
    </p>
    <p class="error" role="alert">${i}</p>
    <p>
      ${e?a`<button onClick=${u}>Remove the second factor</button>`:a`<button class="primary" onClick=${p}>Set up a second factor</button>`}
    </p>
  `}function qc({proposal:{picture:e,secret:t},done:n}){let{error:o,busy:s,submit:r}=A(async i=>n(await wr(String(i.get("code")))));return a`
    <form class="factor" onSubmit=${r}>
      <img src=${e} alt="QR code for an authenticator app" width="220" height="220" />
      <div>
        <p>Scan this with an authenticator app, or type the key into it:</p>
        <p><code>${t.replace(/.{4}/g,"$& ").trim()}</code></p>
        <label>
          The six digits that it shows
          <input name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus />
        </label>
        <p class="error" role="alert">${o}</p>
        <button class="primary" disabled=${s}>Turn it on</button>
      </div>
    </form>
  `}function Lc({codes:e,done:t}){return a`
    <p role="status">
      <strong>Your second factor is on.</strong> Keep these recovery codes where your telephone is not:
      each lets you in once without it, and they are not shown again.
    </p>
    <ul class="recovery">${e.map(n=>a`<li key=${n}><code>${n}</code></li>`)}</ul>
    <p><button class="primary" onClick=${t}>I have kept them</button></p>
  `}var Pc=12;function Dr({desk:e}){return a`
    <${O} desk=${e} title="Your account">
      <${ao} />
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function ao(){let{known:e,error:t,tried:n}=Rt(mr);return a`
    <div class="own-account">
      <p class="error" role="alert">${t}</p>
      <section aria-label="Logins">
        <h3>Where you are logged in</h3>
        <ul class="own-logins" aria-busy=${e===null}>
          ${e?.logins.map(o=>a`
            <${Ic} key=${o.id} login=${o} end=${()=>n(()=>$r(o.id))} />
          `)}
        </ul>
      </section>
      <section aria-label="Password">
        <h3>Password</h3>
        <${Fc} changed=${()=>n(async()=>{})} />
      </section>
      <section aria-label="Second factor">
        <h3>Second factor</h3>
        ${e&&a`
          <${tn} key=${e.second_factor} isOn=${e.second_factor}
            changed=${()=>n(async()=>{})} />
        `}
      </section>
    </div>
  `}function Ic({login:e,end:t}){let{here:n,seen_at:o}=e;return a`
    <li>
      <span>
        <strong>${ro(e)}</strong>
        <span class="muted">${n?"this browser":`last used ${W(o,Date.now())}`}</span>
      </span>
      ${!n&&a`
        <button class="quiet" aria-label=${`End: ${ro(e)}`} onClick=${t}>End</button>
      `}
    </li>
  `}function Fc({changed:e}){let[t,n]=m(!1),{error:o,busy:s,submit:r}=A(async i=>{let[l,c]=[String(i.get("password")),String(i.get("again"))];if(l!==c)return"The two do not match.";await yr(l),n(!0),e()});return t?a`<p role="status">Changed. Every other login of yours has ended.</p>`:a`
    <form class="own-password" onSubmit=${r}>
      <label>
        New password
        <input name="password" type="password" autocomplete="new-password" required
          minlength=${Pc} />
      </label>
      <label>
        New password once more
        <input name="again" type="password" autocomplete="new-password" required />
      </label>
      <p class="error" role="alert">${o}</p>
      <button disabled=${s}>Change the password</button>
    </form>
  `}var co={customer_asked:"Asked for a person",low_understanding:"Bot did not understand",frustrated:"Customer is upset",policy:"Needs a person's decision",value_limit:"Above the bot's limit",action_failed:"An action failed",diagnosis_rejected:"Diagnosis rejected",identity_failed:"Identity not proved",bot_unavailable:"Bot was not available",agent_takeover:"Taken over by an agent",proactive_recovery:"Making it right",danger:"Danger or security",language:"Another language"},Mc={site_token:"signed in on the shop's site",order_challenge:"order number and postcode",account_linking:"account linked at the shop",email_link:"came by a link from an e-mail"},Uc={anonymous:"Not identified",claimed:"Says so, not verified",verified:"Verified"},Bc={withdrawn:"No longer wanted",denied:"Misread",person:"With a colleague"},Nr="Not delivered",Wc=/^[a-z]+(_[a-z]+)+$/,jc=/^\d{4}-\d{2}-\d{2}(T.*)?$/,ot=e=>co[e]??v(e),qr=e=>Mc[e]??v(e).toLowerCase(),en=e=>Uc[e]??v(e),Lr=e=>Bc[e]??v(e);function Pr(e){return e==="window_closed"?"Held: the reply window is closed. It goes out when the customer writes.":e==="expired"?"Not sent: it was only true for a while.":e?`${Nr} (${e})`:Nr}function Ir(e,t){if(!e)return"";let n=Math.floor((Date.parse(e)-t)/6e4);if(n<0)return"The reply window is closed";let o=Math.floor(n/60);return`Reply within ${o?`${o} h `:""}${n%60} min`}function v(e){let t=e.replaceAll(/[_.]+/g," ").trim();return t.charAt(0).toUpperCase()+t.slice(1)}function lo(e){if(e==null||e==="")return"–";if(typeof e=="boolean")return e?"Yes":"No";if(Array.isArray(e))return e.map(lo).join(", ")||"–";if(typeof e=="object")return Object.entries(e).map(([n,o])=>`${v(n)}: ${lo(o)}`).join("; ");let t=String(e);return Wc.test(t)?v(t):jc.test(t)&&!Number.isNaN(Date.parse(t))?H(t):t}function Fr(e){return Object.entries(e).filter(([,t])=>t!==null&&t!=="").map(([t,n])=>[v(t),lo(n)])}var uo="en-GB",Hc=864e5,Ur=new Intl.NumberFormat(uo),Vc=new Intl.NumberFormat(uo,{style:"percent",maximumFractionDigits:1}),Kc=new Intl.NumberFormat(uo,{minimumFractionDigits:1,maximumFractionDigits:2}),Br=[["7 days",7],["28 days",28],["90 days",90],["365 days",365]];function po(e,t){let n=new Date(t),o=Date.UTC(n.getFullYear(),n.getMonth(),n.getDate());return{since:Mr(o-(e-1)*Hc),until:Mr(o)}}var Wr=e=>b("GET",`reports?${jr(e)}`),ho=(e,t)=>`/api/console/reports/${e}.csv?${jr(t)}`,jr=({since:e,until:t})=>new URLSearchParams({since:e,until:t,timezone:yt()});function ct(e,t){return e===null?t==="topic"?"No topic understood":"–":t==="day"?K(`${e}T12:00:00`):t==="reason"?ot(String(e)):["topic","skill","cause"].includes(t)?v(String(e)):t==="text"?String(e):zc(Number(e),t)}function zc(e,t){return t==="share"?Vc.format(e):t==="score"?Kc.format(e):t==="seconds"?Yc(e):Ur.format(e)}function Yc(e){let t=Math.round(e),[n,o,s]=[Math.floor(t/3600),Math.floor(t/60)%60,t%60];return(n?[`${Ur.format(n)} h`,o&&`${o} min`]:[o&&`${o} min`,(s||!o)&&`${s} s`]).filter(Boolean).join(" ")}function Hr({value:e,before:t,better:n,unit:o}){return e===null||t===null||n===null||ct(e,o)===ct(t,o)?"":e>t==(n==="more")?"better":"worse"}var Mr=e=>new Date(e).toISOString().slice(0,10);var Kr=190,Gc=86400,Jc=[1,2,7,14,28,56].map(e=>e*Gc),Qc=[1,2,5,10,20,30,60,120,300,600,1200,1800,3600,7200,14400,36e3,86400,172800,432e3,1e6,1e7],fo=matchMedia("(prefers-color-scheme: dark)"),zr=y(fo.matches);fo.addEventListener("change",()=>zr.value=fo.matches);function Yr({days:e,series:t,shown:n}){let o=T(null),s=zr.value;return x(()=>{let r=o.current;if(!r)return;let i=!1,l=()=>{};return import("./uPlot.js").then(({default:c})=>{i||(l=Xc(new c(tu(r,t,n),Zc(e,t),r),r))}),()=>{i=!0,l()}},[e,t,s]),a`<div class="chart" ref=${o} aria-hidden="true"></div>`}var Vr=e=>K(`${new Date(e*1e3).toISOString().slice(0,10)}T12:00:00`);function Xc(e,t){let n=()=>e.setSize({width:t.clientWidth,height:Kr}),o=new ResizeObserver(n);return o.observe(t),()=>{o.disconnect(),e.destroy()}}function Zc(e,t){return[e.map(n=>Date.parse(n)/1e3),...t.map(n=>n.values)]}function tu(e,t,n){let o=getComputedStyle(e),s=l=>o.getPropertyValue(l).trim(),r={stroke:s("--muted"),grid:{stroke:s("--line"),width:1},ticks:{stroke:s("--line"),width:1},font:`12px ${o.fontFamily}`},i=l=>l===null?"–":n(l);return{width:e.clientWidth,height:Kr,tzDate:l=>new Date((l+60*new Date(l*1e3).getTimezoneOffset())*1e3),cursor:{drag:{x:!1,y:!1}},scales:{y:{range:(l,c,p)=>[0,Math.max(1,p*1.1)]}},axes:[{...r,incrs:Jc,values:(l,c)=>c.map(Vr)},{...r,incrs:Qc,size:64,values:(l,c)=>c.map(i)}],series:[{label:"Day",value:(l,c)=>c===null?"–":Vr(c)},...t.map(({title:l,colour:c,dash:p})=>({label:l,stroke:s(c),width:2,dash:p,points:{size:5},value:(u,d)=>i(d)}))]}}var eu=[["bot","The bot"],["people","People"]],nu={bot_days:[{title:"Conversations",columns:["count_contained","count_handed_over"]}],people_days:[{title:"Cases",columns:["count_came","count_resolved","count_abandoned"]},{title:"First answer",columns:["seconds"]}]},ou=["--accent","--warm-line","--bad"],su=[void 0,[8,4],[2,3]];function nn(){let[e,t]=m(()=>po(28,Date.now())),[n,o]=m(null),[s,r]=m("");return x(()=>{let i=!0;return Wr(e).then(l=>{i&&(o(l),r(l.without??""))}).catch(l=>i&&r(k(l))),()=>{i=!1}},[e]),a`
    <header class="wide-head">
      <h1>Reports</h1>
      <${ru} days=${e} choose=${t} />
      <a class="button" href=${ho("figures",e)} onClick=${Xt}>Figures as CSV</a>
    </header>
    <p class="error wide-part" role="alert">${s}</p>
    <div class="reports" tabindex="0" role="region" aria-label="Figures and tables"
      aria-busy=${n===null}>
      ${n&&a`<${iu} report=${n} />`}
    </div>
  `}function ru({days:e,choose:t}){let n=o=>{o.preventDefault();let s=new FormData(o.currentTarget),[r,i]=[String(s.get("since")),String(s.get("until"))];r&&i&&r<=i&&t({since:r,until:i})};return a`
    <form class="period" aria-label="Period" onSubmit=${n} onChange=${n}>
      ${Br.map(([o,s])=>{let r=po(s,Date.now()),i=r.since===e.since&&r.until===e.until;return a`
          <button type="button" class="quiet" aria-pressed=${i} onClick=${()=>t(r)}>
            ${o}
          </button>
        `})}
      <label>From <input name="since" type="date" value=${e.since} required /></label>
      <label>until <input name="until" type="date" value=${e.until} required /></label>
    </form>
  `}function iu({report:e}){let{since:t,until:n,before_since:o,before_until:s,timezone:r}=e;return a`
    <p class="muted">
      ${H(t)} – ${H(n)}, days in ${r.replaceAll("_"," ")}, compared with ${H(o)} –
      ${" "}${H(s)}.
    </p>
    ${eu.map(([i,l])=>a`<${au} key=${i} report=${e} of=${i} title=${l} />`)}
  `}function au({report:e,of:t,title:n}){let o=e.figures.filter(r=>r.of===t),s=e.tables.filter(r=>r.of===t);return o.length?a`
    <section class="report-group" aria-label=${n}>
      <h2>${n}</h2>
      <ul class="figures" role="list">
        ${o.map(r=>a`<${lu} key=${r.name} figure=${r} />`)}
      </ul>
      ${s.map(r=>a`
        <${cu} key=${r.name} table=${r} days=${e} />
      `)}
    </section>
  `:null}function lu({figure:e}){let{title:t,definition:n,unit:o,value:s,base:r,before:i}=e,l=Hr(e);return a`
    <li class="figure">
      <h3>${t}</h3>
      <p class="figure-value">${ct(s,o)}</p>
      <p class="figure-before">
        ${o!=="count"&&`of ${ct(r,"count")} · `}
        ${i===null?"nothing before":`before ${ct(i,o)}`}
        ${l&&a` <span class=${`trend ${l}`}>${l}</span>`}
      </p>
      <p class="figure-definition">${n}</p>
    </li>
  `}function cu({table:e,days:{since:t,until:n}}){let o=nu[e.name]??[],s=a`<${hu} table=${e} />`;return a`
    <section class="report-table" aria-label=${e.title}>
      <div class="report-table-head">
        <h3>${e.title}</h3>
        <a href=${ho(e.name,{since:t,until:n})} onClick=${Xt}>
          CSV<span class="unseen"> of: ${e.title}</span>
        </a>
      </div>
      <p class="muted">${e.definition}</p>
      ${o.map(r=>a`<${uu} key=${r.title} table=${e} chart=${r} />`)}
      ${o.length?a`<details><summary>${e.title} as a table</summary>${s}</details>`:s}
    </section>
  `}function uu({table:e,chart:t}){let[n,o]=at(()=>pu(e,t.columns),[e,t]),s=t.columns[0]==="seconds"?"seconds":"count",r=i=>ct(i,s);return a`
    <figure>
      <figcaption>${t.title}</figcaption>
      <${Yr} days=${n} series=${o} shown=${r} />
    </figure>
  `}function pu(e,t){let n=t.map((o,s)=>{let r=e.columns.findIndex(i=>i.name===o);return{title:e.columns[r].title,values:e.rows.map(i=>i[r]),colour:ou[s],dash:su[s]}});return[e.rows.map(o=>String(o[0])),n]}function hu({table:e}){return e.rows.length?a`
    <table>
      <thead>
        <tr>${e.columns.map(({name:t,title:n})=>a`<th key=${t} scope="col">${n}</th>`)}</tr>
      </thead>
      <tbody>${e.rows.map((t,n)=>a`<${du} key=${n} table=${e} row=${t} />`)}</tbody>
    </table>
  `:a`<p class="empty">Nothing in this period.</p>`}function du({table:e,row:t}){let[n,...o]=t.map((s,r)=>ct(s,e.columns[r].kind));return a`
    <tr>
      <th scope="row">${n}</th>
      ${o.map((s,r)=>a`<td key=${r}>${s}</td>`)}
    </tr>
  `}function Gr({agent:e,leave:t}){return a`
    <div class="outside">
      <header class="outside-head">
        <img src="/web/console/icon.svg" alt="" width="28" height="28" />
        <h1>Hello ${e.name}</h1>
        <p class="muted">
          You are logged in as a ${e.role}. Customers' conversations are for agents only.
        </p>
        <button onClick=${t}>Log out</button>
      </header>
      <main class="wide">
        ${e.may.includes("bot_reports")&&a`<${nn} />`}
        <section class="wide-part" aria-label="Your account"><${ao} /></section>
      </main>
    </div>
  `}var Jr=async()=>(await b("GET","accounts")).accounts,Qr=async e=>(await b("POST","accounts",e)).link,Xr=(e,t)=>b("PUT",`accounts/${e}`,t),Zr=async e=>(await b("POST",`accounts/${e}/link`,{})).link,ti=({id:e,disabled:t})=>b("POST",`accounts/${e}/${t?"enable":"disable"}`,{}),ei=e=>b("DELETE",`accounts/${e}/second_factor`);function ni(e){let t=o=>String(e.get(o)??"").trim(),n=t("email");return{...n?{email:n}:{},name:t("name"),role:t("role"),skills:t("skills").split(/[,;\n]+/).map(o=>o.trim()).filter(Boolean),capacity:Number(t("capacity"))}}var on=({path:e})=>new URL(e,location.origin).href;var fu=[["agent","Agent: answers customers"],["supervisor","Supervisor: also takes cases from colleagues"],["trainer","Trainer: no customers' conversations"],["admin","Admin: everything, with accounts and the audit log"]];function oi({desk:e,account:t,saved:n}){let o=t?.id===e.snapshot.value?.agent.id,[s,r]=m(""),i=({id:u,name:d})=>ei(u).then(()=>n(d,null),f=>r(k(f))),{error:l,busy:c,submit:p}=A(async u=>{let d=ni(u);t&&await Xr(t.id,d),n(d.name,t?null:await Qr(d))});return a`
    <${O} desk=${e} title=${t?`Account of ${t.name}`:"Invite somebody"}>
      <form onSubmit=${p}>
        <label>Name, as customers see it
          <input name="name" required maxlength="200" defaultValue=${t?.name} />
        </label>
        ${!t&&a`
          <label>E-mail<input name="email" type="email" required maxlength="320" /></label>
        `}
        <label>Role
          <select name="role" defaultValue=${t?.role??"agent"}>
            ${fu.map(([u,d])=>a`
              <option value=${u} selected=${u===(t?.role??"agent")}
                disabled=${o&&u!==t?.role}>${d}</option>
            `)}
          </select>
        </label>
        <label>Skills; none stand for every skill
          <input name="skills" placeholder="orders, payments"
            defaultValue=${t?.skills.join(", ")} />
        </label>
        <label>Conversations at once
          <input name="capacity" type="number" min="0" max="50" required
            defaultValue=${t?.capacity??4} />
        </label>
        <p class="error" role="alert">${l||s}</p>
        ${t&&!o&&a`
          <p>
            <button type="button" class="quiet" title="For who has lost both app and recovery codes"
              onClick=${()=>i(t)}>
              Remove their second factor
            </button>
          </p>
        `}
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${c}>${t?"Save":"Make the invitation"}</button>
        </p>
      </form>
    <//>
  `}var sn=[["conversations","Read conversations and their messages"],["handoffs","Read cases with their packets"],["links","Make and end links into conversations"],["sign_outs","Sign customers out of all chats"],["insights","Read what lets customers down"],["incidents","Read incidents"],["edit_incidents","Add, change and end incidents"],["dead_letters","Read messages that were given up"],["metrics","Read metrics"]],si=async()=>(await b("GET","tokens")).tokens,ri=e=>b("POST","tokens",e),ii=e=>b("DELETE",`tokens/${e}`);function ai(e){let t=sn.map(([n])=>n).filter(n=>e.has(n));return{name:String(e.get("name")??"").trim(),scopes:t}}function li({desk:e}){let{known:t,error:n,tried:o}=Rt(si),[s,r]=m(null);function i(l){e.dialog.value=null,o(async()=>r(l))}return a`
    <header class="wide-head">
      <h2>Tokens of programs</h2>
      <button onClick=${()=>e.dialog.value="token"}>Make a token</button>
    </header>
    <p class="error wide-part" role="alert">${n}</p>
    ${s&&a`<${gu} made=${s} done=${()=>r(null)} />`}
    <div class="table-frame" tabindex="0" role="region" aria-label="Tokens of programs">
      <table aria-busy=${t===null}>
        <thead>
          <tr>
            <th>Name</th><th>For</th><th>Made</th><th>Used</th>
            <th><span class="unseen">What can be done</span></th>
          </tr>
        </thead>
        <tbody>
          ${t?.map(l=>a`
            <${mu} key=${l.id} desk=${e} token=${l}
              revoke=${()=>o(()=>ii(l.id))} />
          `)}
        </tbody>
      </table>
      ${t?.length===0&&a`<p class="empty wide-part">No program has one.</p>`}
    </div>
    ${e.dialog.value==="token"&&a`<${$u} desk=${e} done=${i} />`}
  `}function mu({desk:e,token:{name:t,scopes:n,made_by:o,made_at:s,used_at:r},revoke:i}){let[l,c]=m(!1),p=e.now.value;return a`
    <tr>
      <th scope="row">${t}</th>
      <td>${n.map(u=>sn.find(([d])=>d===u)?.[1]??u).join("; ")}</td>
      <td>${W(s,p)} <span class="muted">by ${o}</span></td>
      <td>${r?W(r,p):"never"}</td>
      <td class="row-buttons">
        <button class="quiet" aria-label=${`${l?"Revoke for good":"Revoke"}: ${t}`}
          onClick=${l?i:()=>c(!0)}>
          ${l?"Revoke for good":"Revoke"}
        </button>
      </td>
    </tr>
  `}function $u({desk:e,done:t}){let{error:n,busy:o,submit:s}=A(async r=>{let i=ai(r);if(!i.scopes.length)return"Say what the token is for.";t(await ri(i))});return a`
    <${O} desk=${e} title="Make a token">
      <form onSubmit=${s}>
        <label>Name of the program
          <input name="name" required maxlength="60" autocomplete="off" />
        </label>
        <fieldset>
          <legend>What it may do</legend>
          ${sn.map(([r,i])=>a`
            <label class="check"><input type="checkbox" name=${r} /> ${i}</label>
          `)}
        </fieldset>
        <p class="error" role="alert">${n}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${o}>Make it</button>
        </p>
      </form>
    <//>
  `}function gu({made:{token:e,shown:t},done:n}){let[o,s]=m(!1),r=async()=>{await navigator.clipboard.writeText(t),s(!0)};return a`
    <section class="given wide-part" aria-label="New token">
      <p><strong>The token of ${e.name}.</strong> It is shown this once: give it to the program now.</p>
      <p class="given-line">
        <input readonly aria-label="Token" value=${t}
          onFocus=${i=>i.currentTarget.select()} />
        ${navigator.clipboard&&a`
          <button onClick=${r}>${o?"Copied":"Copy"}</button>
        `}
        <button class="quiet" onClick=${n}>Done</button>
      </p>
    </section>
  `}function ci({desk:e}){let{known:t,error:n,tried:o}=Rt(Jr),[s,r]=m(null),[i,l]=m(null);function c(d){r(d),e.dialog.value="account"}async function p(d,f){e.dialog.value=null,await o(async()=>f&&l({name:d,link:f}))}let u=d=>o(async()=>l({name:d.name,link:await Zr(d.id)}));return a`
    <header class="wide-head">
      <h1>Accounts</h1>
      <button class="primary" onClick=${()=>c(null)}>Invite somebody</button>
    </header>
    <p class="error wide-part" role="alert">${n}</p>
    ${i&&a`<${bu} given=${i} done=${()=>l(null)} />`}
    <div class="table-frame" tabindex="0" role="region" aria-label="Accounts">
      <table aria-busy=${t===null}>
        <thead>
          <tr>
            <th>Name</th><th>Role</th><th>Skills</th><th>At once</th><th>State</th>
            <th><span class="unseen">What can be done</span></th>
          </tr>
        </thead>
        <tbody>
          ${t?.map(d=>a`
            <${yu} key=${d.id} desk=${e} account=${d} edit=${c}
              link=${u} toggle=${()=>o(()=>ti(d))} />
          `)}
        </tbody>
      </table>
    </div>
    ${e.dialog.value==="account"&&a`
      <${oi} desk=${e} account=${s} saved=${p} />
    `}
    <${li} desk=${e} />
  `}function yu({desk:e,account:t,edit:n,link:o,toggle:s}){let{disabled:r,email:i,id:l,invited:c,name:p,role:u,skills:d,capacity:f}=t,h=l===e.snapshot.value?.agent.id;return a`
    <tr class=${r?"off":""}>
      <th scope="row">${p}<span class="muted">${i}</span></th>
      <td>${v(u)}</td>
      <td>${d.join(", ")||"every skill"}</td>
      <td>${f}</td>
      <td><${vu} desk=${e} account=${t} /></td>
      <td class="row-buttons">
        <button class="quiet" aria-label=${`Change: ${p}`} onClick=${()=>n(t)}>
          Change
        </button>
        ${!r&&a`
          <button class="quiet" aria-label=${`New link: ${p}`} onClick=${()=>o(t)}>
            ${c?"Invite again":"Reset password"}
          </button>
        `}
        ${!h&&a`
          <button class="quiet" aria-label=${`${r?"Enable":"Disable"}: ${p}`}
            onClick=${s}>${r?"Enable":"Disable"}</button>
        `}
      </td>
    </tr>
  `}function vu({desk:e,account:{disabled:t,id:n,invited:o,seen_at:s}}){if(t)return a`<span class="tag">Disabled</span>`;if(o)return a`<span class="tag strong">Invited</span>`;let r=e.snapshot.value?.agents.find(i=>i.id===n)?.presence;return r&&r!=="offline"?v(r):a`<span class="muted">last here ${W(s,e.now.value)}</span>`}function bu({given:{name:e,link:t},done:n}){let[o,s]=m(!1),r=on(t),i=async()=>{await navigator.clipboard.writeText(r),s(!0)};return a`
    <section class="given wide-part" aria-label="Link">
      <p>
        <strong>A link for ${e} alone.</strong> It works once, until ${" "}
        ${new Date(t.expires_at).toLocaleString("en-GB",{dateStyle:"medium",timeStyle:"short"})}:
        whoever opens it chooses the password.
      </p>
      <p class="given-line">
        <input readonly aria-label="Link to choose a password" value=${r}
          onFocus=${l=>l.currentTarget.select()} />
        ${navigator.clipboard&&a`
          <button onClick=${i}>${o?"Copied":"Copy"}</button>
        `}
        <button class="quiet" onClick=${n}>Done</button>
      </p>
    </section>
  `}var _u={"account.change":"Changed an account","account.disable":"Disabled an account","account.enable":"Enabled an account","account.invite":"Invited somebody","account.link":"Made a link to an account","audit.export":"Downloaded the audit log","audit.read":"Read the audit log","conversations.read":"Listed conversations","file.add":"Added a file","file.read":"Opened a file","handoffs.read":"Listed handoffs","incident.add":"Added an incident","incident.change":"Changed an incident","incident.end":"Ended an incident","label.add":"Added a label","label.change":"Changed a label","label.remove":"Removed a label","report.export":"Downloaded a report","report.read":"Read reports","reply.add":"Added a canned reply","reply.change":"Changed a canned reply","reply.remove":"Removed a canned reply",accept:"Accepted a case",ask_bot:"Let the bot ask",contact:"Read the customer's card",decline:"Declined a case",dismiss:"Read a notice",floor:"Looked at the live floor",label:"Changed a conversation's labels",login:"Logged in",logout:"Logged out",note:"Wrote an internal note",open:"Opened a conversation",password:"Chose a password",presence:"Changed presence",prioritise:"Changed a priority",queue:"Read on in the queue",reassign:"Moved a case",resolve:"Resolved a conversation",resume:"Let a channel go on",search:"Searched",send:"Wrote to the customer",send_again:"Sent a message again",snapshot:"Opened the console",sync:"Came back to the console",take_over:"Took a conversation over",transfer:"Passed a case on"},mo=e=>_u[e]??v(e);function ui(e,t){let n=hi(e);return t&&n.set("before",String(t)),b("GET",`audit?${n}`)}var pi=e=>`/api/console/audit.csv?${hi(e)}`,hi=e=>new URLSearchParams([...e,["timezone",yt()]]);function di(e){let t=[...e].filter(([,n])=>String(n).trim());return new URLSearchParams(t.map(([n,o])=>[n,String(o).trim()]))}function fi({desk:e}){let[t,n]=m(new URLSearchParams),[o,s]=m(null),[r,i]=m([]),[l,c]=m(null),[p,u]=m("");async function d(f){try{let h=await ui(t,f);s(f?[...o??[],...h.entries]:h.entries),i(h.acts),c(h.next),u("")}catch(h){u(k(h))}}return x(()=>{d(null)},[t]),a`
    <header class="wide-head">
      <h1>Audit log</h1>
      <a class="button" href=${pi(t)} onClick=${Xt}>Download CSV</a>
    </header>
    <${wu} desk=${e} acts=${r} want=${n} />
    <p class="muted wide-part">Days and times in ${Le()}, in the CSV, too.</p>
    <p class="error wide-part" role="alert">${p}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Audit log">
      <table aria-busy=${o===null}>
        <thead>
          <tr><th>When</th><th>Who</th><th>What</th><th>Conversation</th><th>About</th></tr>
        </thead>
        <tbody>${o?.map(f=>a`<${ku} key=${f.id} entry=${f} />`)}</tbody>
      </table>
      ${o?.length===0&&a`<p class="empty wide-part">Nothing that fits.</p>`}
      ${l&&a`
        <p class="wide-part"><button onClick=${()=>d(l)}>Older entries</button></p>
      `}
    </div>
  `}function wu({desk:e,acts:t,want:n}){let o=e.snapshot.value?.agents??[],s=r=>{r.preventDefault(),n(di(new FormData(r.currentTarget)))};return a`
    <form class="filters wide-part" aria-label="Filter" onSubmit=${s} onChange=${s}>
      <label>Who
        <select name="agent_id">
          <option value="">Everybody</option>
          ${o.map(({id:r,name:i})=>a`<option value=${r}>${i}</option>`)}
        </select>
      </label>
      <label>What
        <select name="act">
          <option value="">Everything</option>
          ${t.map(r=>a`<option value=${r}>${mo(r)}</option>`)}
        </select>
      </label>
      <label>Conversation<input name="conversation_id" maxlength="40" placeholder="cv_…" /></label>
      <label>From<input name="since" type="date" /></label>
      <label>Until<input name="until" type="date" /></label>
    </form>
  `}function ku({entry:{at:e,name:t,act:n,conversation_id:o,about:s,refused:r}}){return a`
    <tr>
      <td class="time"><time datetime=${e}>${H(e)}, ${tt(e)}</time></td>
      <td>${t}</td>
      <td>${mo(n)} ${r&&a`<span class="tag warm" title=${r}>refused</span>`}</td>
      <td>
        ${o&&a`
          <a href=${B(o)}>${o.slice(-8)}</a>
        `}
      </td>
      <td class="about">${s}</td>
    </tr>
  `}function j(e,t){return e?.channels.find(o=>o.name===t)??{...xu,name:t,label:v(t)}}var xu={marked:!0,linkable:!1,templates_only:!1,templates:[],proofs:{}};function mi(e,t){if(t===null)return null;let n=e?.channels.find(o=>t in o.proofs);return n?n.proofs[t]:qr(t)}var Su={connecting:"Connecting to the desk …",live:"",lost:"Connection lost. Trying again … Nothing is sent until then; what you write is kept.",outdated:"The desk has been updated and this page is too old for it."},Cu={up:"",starting:"The bot is starting. New customers wait for it.",down:"The bot is down. Customers are offered a person."};function $o({desk:e}){let t=e.link.value,n=e.problem.value,o=Cu[e.bot.value];return a`
    <div class="banners">
      <div role="status">
        ${t!=="live"&&a`<p class=${`banner ${t}`}>
          ${Su[t]} ${t==="outdated"&&a`<${Tu} />`}
        </p>`}
        ${t==="live"&&o&&a`<p class="banner">${o}</p>`}
      </div>
      <${Eu} desk=${e} />
      <div role="status">
        ${(e.snapshot.value?.notices??[]).filter(s=>!s.seq).map(({id:s,text:r})=>a`
          <p class="banner" key=${s}>
            ${r} <button class="quiet" onClick=${()=>e.handling.dismiss(s)}>Dismiss</button>
          </p>
        `)}
      </div>
      <div role="alert">
        ${n&&a`<p class="banner problem">
          ${n}
          <button class="quiet" onClick=${()=>e.problem.value=null}>Dismiss</button>
        </p>`}
      </div>
    </div>
  `}function Eu({desk:e}){let{stopped_channels:t=[]}=e.snapshot.value??{};return a`
    <div role="alert">
      ${t.map(({channel:n,code:o})=>a`
        <p class="banner problem" key=${n}>
          ${j(e.snapshot.value,n).label} has stopped (${o}). Nothing is lost: messages wait until it goes on.
          ${e.may("channels")&&a`
            <button class="quiet" onClick=${()=>e.handling.resumeChannel(n)}>
              It is mended: go on
            </button>
          `}
        </p>
      `)}
    </div>
  `}var Tu=()=>a`
  <button class="quiet" onClick=${()=>location.reload()}>Reload the page</button>
`;function X({desk:e,since:t}){return a`<time datetime=${t} title=${H(t)}>${At(t,e.now.value)}</time>`}function $i({page:{url:e,title:t,cart:n,fields:o}}){let s=Object.entries(o??{});return!e&&!t&&!n&&!s.length?null:a`
    <dl class="facts looking" title="As the customer's browser says it">
      ${(e||t)&&a`<div><dt>Looks at</dt><dd><${Ou} url=${e} title=${t} /></dd></div>`}
      ${n&&a`<div><dt>Cart</dt><dd>${Au(n)}</dd></div>`}
      ${s.map(([r,i])=>a`<div><dt>${v(r)}</dt><dd>${i}</dd></div>`)}
    </dl>
  `}var Ou=({url:e,title:t})=>a`
  ${t&&a`<span dir="auto">${t}</span> `}
  ${e&&a`<a href=${e} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">${e}</a>`}
`;function Au({value:e,currency:t,items:n=[]}){return[e==null?"":t?Ze(e*100,t):String(e),n.join(", ")].filter(Boolean).join(": ")||"empty"}var Ru=3;function yi({desk:e,thread:t}){let{conversation:n,handoff:o}=t,s=e.contacts.of(n.id),r=s.contact??o?.packet.contact??null,i=s.error??r?.error;return a`
    <section class="part customer" aria-label="Customer">
      <header class="part-head">
        <h2>Customer</h2>
        <${Du} desk=${e} id=${n.id} contact=${r} />
      </header>
      ${i&&a`<p class="error" role="status">${i}</p>`}
      <${Nu} desk=${e} conversation=${n} contact=${r} />
      <${$i} page=${n.page} />
      ${r&&a`<${Lu} contact=${r} />`}
    </section>
  `}function Du({desk:e,id:t,contact:n}){let{reading:o}=e.contacts.of(t);return a`
    <span class="freshness">
      ${n?.read_at&&a`read <${X} desk=${e} since=${n.read_at} /> ago`}
      <button class="quiet" disabled=${o||e.link.value!=="live"}
        onClick=${()=>e.contacts.read(t)}>${o?"Reading …":"Refresh"}</button>
    </span>
  `}function Nu({desk:e,conversation:t,contact:n}){let o=n?.customer,s=mi(e.snapshot.value,t.how);return a`
    <p class="who">
      <strong>${o?.name??t.customer_name??"Unknown customer"}</strong>
      ${o&&a`<span class=${`tag tier ${o.tier}`}>${v(o.tier)}</span>`}
    </p>
    <p class="muted">
      <span class=${`level ${t.level}`}>${en(t.level)}</span>
      ${s&&`: ${s}`}
    </p>
    ${t.level==="verified"&&e.may("answer")&&a`
      <${qu} desk=${e} key=${t.id} id=${t.id} />
    `}
    ${o&&a`
      <p class="muted">
        ${[o.email,o.phone].filter(Boolean).join(" · ")}
      </p>
      ${o.since&&a`<p class="muted">Customer since ${Ar(o.since)}</p>`}
    `}
  `}function qu({desk:e,id:t}){let[n,o]=m(!1),s=()=>b("POST",`conversations/${t}/sign_out`,{}).then(()=>o(!0),r=>e.problem.value=k(r));return n?a`<p class="muted" role="status">Signed out of all chats.</p>`:a`
    <p>
      <button class="quiet" onClick=${s}
        title="On all devices, until the shop signs them in anew">Sign out of all chats</button>
    </p>
  `}function Lu({contact:{orders:e,tickets:t,notes:n}}){return a`
    <${go} title="Orders" items=${e} card=${Pu} />
    <${go} title="Tickets" items=${t} card=${Mu} />
    <${go} title="Notes" items=${n?.slice(0,Ru)} card=${Uu} />
  `}function go({title:e,items:t,card:n}){return t?.length?a`
    <h3>${e}</h3>
    <ul class="cards" aria-label=${e}>
      ${t.map(o=>a`<li class="card"><${n} item=${o} /></li>`)}
    </ul>
  `:null}function Pu({item:e}){let{number:t,status:n,placed_at:o,lines:s,total:r,currency:i}=e;return a`
    <p class="card-line">
      <strong>${t}</strong>
      <span class="tag">${v(n)}</span>
      <span class="end">${o&&`${K(o)} · `}${Ze(r,i)}</span>
    </p>
    <p>${s.map(Iu).join(", ")}</p>
    ${e.shipments?.map(l=>a`<${Fu} shipment=${l} />`)}
    ${e.traces?.map(l=>a`
      <p class="done">Trace ${l.reference}${gi("answer by",l.answer_by)}</p>
    `)}
    ${e.replacements?.map(l=>a`
      <p class="done">Replacement ${l.reference}${gi("arrives by",l.arrives_by)}</p>
    `)}
  `}var gi=(e,t)=>t?`: ${e} ${K(t)}`:"",Iu=({name:e,quantity:t})=>t>1?`${t} × ${e}`:e;function Fu({shipment:e}){let{carrier:t,status:n,tracking_code:o,expected_on:s,delivered_at:r,last_scan:i}=e,l=s&&`expected ${K(s)}`,c=r?K(r):l;return a`
    <p class="muted" title=${o}>
      ${t} <span class=${`shipment ${n}`}>${v(n).toLowerCase()}</span>${c&&`, ${c}`}
      ${!r&&i&&a`
        <br />Last scan ${K(i.at)} ${tt(i.at)},${" "}
        ${i.place}: ${i.text}
      `}
    </p>
  `}function Mu({item:{reference:e,subject:t,status:n,updated_at:o,order_number:s}}){return a`
    <p class="card-line">
      <strong>${e}</strong>
      <span class="tag">${v(n)}</span>
      <span class="end">${K(o)}</span>
    </p>
    <p>${t}${s&&` (order ${s})`}</p>
  `}function Uu({item:{text:e,author:t,at:n}}){return a`
    <p class="muted">${v(t)} · ${H(n)}</p>
    <p>${e}</p>
  `}function vi({desk:e,past:t}){return t.length?a`
    <section class="part" aria-label="Earlier conversations">
      <h2>Earlier conversations</h2>
      <ul class="cards past">
        ${t.map(n=>a`<${Bu} key=${n.conversation_id} desk=${e} past=${n} />`)}
      </ul>
    </section>
  `:null}function Bu({desk:e,past:t}){let{conversation_id:n,opened_at:o,wanted:s,situation:r,closing_note:i}=t;return a`
    <li class="card">
      <p class="card-line">
        <a href=${B(n)}>${s??r??"Answered by the bot"}</a>
        <time class="end" datetime=${o}>${K(o)}</time>
      </p>
      <p class="muted">${Wu(e,t)}</p>
      ${i&&a`<p class="muted">“${i}”</p>`}
    </li>
  `}function Wu(e,{channel:t,disposition:n,agent_name:o,rating:s}){let{dispositions:r=[]}=e.snapshot.value??{},i=r.find(p=>p.code===n)?.title,l=s===null?null:`rated ${s} of 5`,{label:c}=j(e.snapshot.value,t);return[c,i,o,l].filter(Boolean).join(" · ")}var ju={falling:"↘ falling",steady:"→ steady",rising:"↗ rising"};function _i({packet:e}){return a`
    <section class="part summary" aria-label="Summary">
      <h2>Summary</h2>
      ${e?a`<${Hu} packet=${e} />`:a`
        <p class="empty">Nothing was handed over: the conversation says it all.</p>
      `}
    </section>
  `}function Hu({packet:{reason:e,summary:t,proposal:n,sentiment:o,said_since:s=[]}}){let{wants:r=[],situation:i,asked_and_answered:l=[],tried:c=[],suggested_next_step:p}=t;return a`
    <${Vu} wants=${r} />
    <${Ku} lines=${s} />
    <p class="badges">
      <span class="tag strong" title=${e.text}>${ot(e.code)}</span>
      <${zu} sentiment=${o} />
    </p>
    <p class="situation">${i}</p>
    ${p&&a`
      <p class="next"><strong>Suggested next step</strong>${p}</p>
    `}
    ${n&&a`<p class="next"><strong>The bot would</strong>${n}</p>`}
    <${bi} title="Tried" pairs=${c.map(u=>[u.action,u.result])} />
    <${bi} title="Asked and answered"
      pairs=${l.map(u=>[u.question,u.answer])} />
    <p class="why"><strong>Why it came to you</strong>${e.text}</p>
  `}function Vu({wants:e}){return e.length?a`
    <h3>Customer wants</h3>
    <ul class="wants">
      ${e.map(({words:[t,...n],about:o,state:s})=>a`
        <li class=${`want ${s}`}>
          <p class="want-words">${t?`“${t}”`:o}</p>
          <p class="want-about">
            <span class="tag">${Lr(s)}</span>
            ${" "}${t&&o}
          </p>
          ${n.length>0&&a`
            <p class="want-before">Before: ${n.map(r=>`“${r}”`).join(", ")}</p>
          `}
        </li>
      `)}
    </ul>
  `:null}function Ku({lines:e}){return e.length?a`
    <h3>Said while waiting</h3>
    <ul class="since">
      ${e.map(({seq:t,text:n,at:o})=>a`
        <li key=${t}><time datetime=${o}>${tt(o)}</time> ${n}</li>
      `)}
    </ul>
  `:null}function zu({sentiment:{label:e,trend:t}}){return a`<span class=${`mood ${e}`}>${v(e)} <span>${ju[t]}</span></span>`}function bi({title:e,pairs:t}){return t.length?a`
    <h3>${e}</h3>
    <dl class="pairs">
      ${t.map(([n,o])=>a`<div><dt>${n}</dt><dd>${o}</dd></div>`)}
    </dl>
  `:null}function wi({desk:e}){let t=e.thread.value;if(!t)return null;let n=t.handoff?.packet??null;return a`
    <${_i} packet=${n} />
    <${yi} desk=${e} thread=${t} />
    <${vi} desk=${e} past=${t.past} />
    <${Yu} facts=${Fr(n?.facts??{})} />
  `}function Yu({facts:e}){return a`
    <section class="part" aria-label="Facts">
      <h2>Facts</h2>
      ${e.length?a`<dl class="facts">
            ${e.map(([t,n])=>a`<div><dt>${t}</dt><dd>${n}</dd></div>`)}
          </dl>`:a`<p class="empty">None collected.</p>`}
    </section>
  `}function ki({desk:e,conversation:t}){let n=e.snapshot.value?.bot_tasks??[],[o,s]=m(n[0]?.kind??""),{error:r,busy:i,submit:l}=A(async c=>{await e.casework.askBot(t,o,String(c.get("question")??"").trim()),e.dialog.value=null});return a`
    <${O} desk=${e} title="What shall the bot ask for?">
      <form onSubmit=${l}>
        <fieldset class="dispositions">
          <legend class="unseen">What the bot asks for</legend>
          ${n.map(c=>a`
            <${Gu} key=${c.kind} task=${c} chosen=${c.kind===o}
              choose=${()=>s(c.kind)} />
          `)}
        </fieldset>
        ${o==="own"&&a`
          <label>Question, in words that the customer reads
            <textarea name="question" rows="2" required maxlength="500" />
          </label>
        `}
        <p class="muted">The case leaves your hands. It comes back to you, before all others, with the
          customer's next words, or after four hours without any.</p>
        <p class="error" role="alert">${r}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${i}>Let the bot ask</button>
        </p>
      </form>
    <//>
  `}var Gu=({task:{kind:e,title:t,question:n},chosen:o,choose:s})=>a`
  <label class="check">
    <input type="radio" name="kind" value=${e} checked=${o} onChange=${s} />
    <span>${t}${n&&a`<br /><span class="muted">${n}</span>`}</span>
  </label>
`;function xi({desk:e,conversation:{id:t}}){let[n,o]=m(null),[s,r]=m(""),[i,l]=m(!1),c=u=>r(k(u)),p=()=>b("DELETE",`conversations/${t}/link`).then(()=>l(!0),c);return x(()=>{b("POST",`conversations/${t}/link`,{}).then(o,c)},[t]),a`
    <${O} desk=${e} title="Link for an e-mail">
      <p role="status">
        ${i?"All links into this conversation are over, and pages that one has opened are closed.":n?a`Opens this conversation, and nothing else of the customer, until${" "}
              ${new Date(n.expires_at).toLocaleString("en-GB",{dateStyle:"medium",timeStyle:"short"})}.
              Whoever has the link can read it and write here: send it to the customer alone.`:"Making the link …"}
      </p>
      ${n&&!i&&a`<${Ju} address=${on(n)} />`}
      <p class="error" role="alert">${s}</p>
      <p class="dialog-buttons">
        ${n&&!i&&a`
          <button class="quiet" type="button" onClick=${p}
            title="This one, and those made before">End all links</button>
        `}
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function Ju({address:e}){let[t,n]=m(!1),o=async()=>{await navigator.clipboard.writeText(e),n(!0)};return a`
    <p class="given-line">
      <input readonly aria-label="Link for an e-mail" value=${e}
        onFocus=${s=>s.currentTarget.select()} />
      ${navigator.clipboard&&a`
        <button class="primary" type="button" onClick=${o}>${t?"Copied":"Copy"}</button>
      `}
    </p>
  `}function Si({desk:e,conversation:t}){let n=T(null),o=()=>{e.attached.add(t.id,n.current?.files??[]),n.current&&(n.current.value=""),e.boxWanted.value=!0};return a`
    <button class="toggle" disabled=${e.link.value!=="live"}
      onClick=${()=>n.current?.click()}>Attach a file</button>
    <input ref=${n} type="file" multiple hidden aria-label="File for the customer"
      onChange=${o} />
  `}function Ci({desk:e,conversation:{id:t}}){let n=e.attached.of(t),o=s=>{e.attached.remove(t,s),e.boxWanted.value=!0};return n.length>0&&a`
    <ul class="attached" aria-label="Attached files">
      ${n.map(({key:s,name:r,preview:i,ref:l,error:c})=>a`
        <li key=${s}>
          ${i&&a`<img src=${i} alt="" />`}
          <span class="name">${r}</span>
          ${c?a`<span class="bad" role="alert">${c}</span>`:!l&&a`<span class="hint">Uploading …</span>`}
          <button class="quiet" aria-label=${`Remove ${r}`} onClick=${()=>o(s)}>✕</button>
        </li>
      `)}
    </ul>
  `}var Ei=(e,{id:t})=>({onDragOver:n=>{n.dataTransfer?.types.includes("Files")&&n.preventDefault()},onDrop:n=>{let o=n.dataTransfer?.files;o?.length&&(n.preventDefault(),e.attached.add(t,o),e.boxWanted.value=!0)}});function Ti(e,{id:t},n){let o=n.clipboardData;!o?.files.length||o.types.includes("text/plain")||(n.preventDefault(),e.attached.add(t,o.files))}var Qu=6;function Oi(e,t,n){let o=ir(n);return o===null?null:{label:"Canned replies",choices:ar(e.replies.known.value,o).slice(0,Qu).map(r=>({...r,draft:Xu(e,t,r)})),none:"No canned reply has these words."}}function Xu(e,t,{text:n}){let o=e.threads.of(t.id)?.handoff?.packet.facts??{};return lr(n,{agent:e.snapshot.value?.agent.name,customer:t.customer_name,order:o.order_number?String(o.order_number):null})}function Ai({offered:{label:e,choices:t,none:n},chosen:o,choose:s}){return a`
    <ul class="canned" id="canned" role="listbox" aria-label=${e}>
      ${t.map((r,i)=>a`
        <li key=${r.id} id=${`canned-${i}`} role="option" aria-selected=${i===o}
          class=${i===o?"chosen":""}
          onMouseDown=${l=>l.preventDefault()}
          onClick=${()=>s(r)}>
          <strong>${r.title}</strong> <span class="muted">${r.text}</span>
        </li>
      `)}
    </ul>
    ${!t.length&&a`<p class="hint">${n}</p>`}
  `}var Ri=/(^|\s)@([^@\n]{0,40})$/;function Di(e,t){let n=Ri.exec(e)?.[2].toLowerCase();if(n===void 0)return null;let o=t.filter(({name:s})=>s.toLowerCase().split(/\s+/).some((r,i,l)=>l.slice(i).join(" ").startsWith(n)));return o.length?o:null}var Ni=(e,t)=>e.replace(Ri,(n,o)=>`${o}@${t} `);function qi(e,t){let n=[...t].sort((s,r)=>r.length-s.length).map(Zu);if(!n.length)return[{text:e,name:!1}];let o=new RegExp(`(?<![\\p{L}\\p{N}_@])(@(?:${n.join("|")}))(?![\\p{L}\\p{N}_])`,"giu");return e.split(o).map((s,r)=>({text:s,name:r%2===1})).filter(s=>s.text)}var Zu=e=>e.replaceAll(/[.*+?^${}()|[\]\\]/g,"\\$&");var tp=6;function Li(e,t){let{agents:n=[],agent:o}=e.snapshot.value??{},s=n.filter(i=>i.at_desk&&i.id!==o?.id),r=Di(t,s);return r&&{label:"Colleagues",choices:r.slice(0,tp).map(({id:i,name:l,presence:c})=>({id:i,title:l,text:v(c),draft:Ni(t,l)})),none:""}}var ep={low_understanding:"I am sorry that our assistant did not understand you.",frustrated:"I am sorry for the trouble this has been.",policy:"What you asked for needs a person's decision, and I am looking at it now.",value_limit:"What you asked for needs a person's decision, and I am looking at it now.",action_failed:"I am sorry: what our assistant tried for you did not work. I am seeing to it now.",diagnosis_rejected:"I see that our assistant's guess was not right. I am looking for the cause myself.",bot_unavailable:"I am sorry that our assistant could not answer you.",proactive_recovery:"I am sorry that we let you down. I would like to put that right.",danger:"I have read what you wrote, and I am with you now. Is everybody all right?"};function Pi({conversation:e,messages:t,handoff:n},o,s){if(!n?.assigned_at||op(t,o,n.assigned_at))return null;let r=e.customer_name?.split(" ")[0];return[`Hello${r?` ${r}`:""}, this is ${s}.`,np(n.packet),ep[n.packet.reason.code]].filter(Boolean).join(" ")}function np({facts:e}){return`I have read everything you wrote${e.order_number?` about order ${e.order_number}`:""}, so you need not repeat any of it.`}function op(e,t,n){return e.some(({author:o,kind:s,time:r})=>o.id===t&&s!=="note"&&Date.parse(r)>=Date.parse(n))}function Ii({desk:e}){let t=e.thread.value,n=e.snapshot.value?.agent;if(!t||!n||!e.canReply.value||e.writing.value!=="reply")return null;let{id:o}=t.conversation,s=Pi(t,n.id,n.name);return!s||e.drafts.get(o,"reply")?null:a`
    <p class="opening">
      <span><strong>To begin with</strong> ${s}</span>
      <button class="quiet" onClick=${()=>{e.drafts.set(o,"reply",s),e.write("reply")}}>Put in the box</button>
    </p>
  `}var Fi={customer:"Customer",bot:"Bot",agent:"Agent",system:""};function Mi({quote:{conversation_id:e,seq:t,author:n,name:o,text:s}}){return a`
    <a class="quote" href=${B(e,t)} title="Go to the quoted message">
      <strong>${o||Fi[n]}</strong> ${s}
    </a>
  `}function Ui({desk:e,conversation:{id:t}}){let n=e.quotes.of(t),o=e.threads.of(t)?.messages.find(i=>i.seq===n);if(!o||e.writing.value==="note")return null;let{author:s,text:r}=o;return a`
    <p class="quoting">
      <span class="quote"><strong>${s.name||Fi[s.kind]}</strong> ${r??"(a file)"}</span>
      <button class="quiet" onClick=${()=>e.quotes.set(t,null)}>Don't quote</button>
    </p>
  `}function Wi({desk:e,conversation:t}){let{label:n,templates:o}=j(e.snapshot.value,t.channel),[s,r]=m(0),[i,l]=m([]),[c,p]=m(""),u=o[s];if(!u)return a`<${Bi} label=${n}><p class="closed">No templates are set up.</p><//>`;let d=u.parameters.map((h,$)=>i[$]?.trim()??""),f=async()=>{p("Sending …");try{await e.sending.special(t,{template:{name:u.name,parameters:d}}),l([]),p("Sent. The rest goes out when the customer answers.")}catch(h){p(k(h))}};return a`
    <${Bi} label=${n}>
      <select aria-label="Template" value=${s} onChange=${h=>r(Number(h.currentTarget.value))}>
        ${o.map((h,$)=>a`<option value=${$}>${h.name}</option>`)}
      </select>
      ${u.parameters.map((h,$)=>a`
        <input key=${h} aria-label=${h} placeholder=${h} maxlength="300"
          value=${i[$]??""} onInput=${g=>l(u.parameters.map((_,S)=>S===$?g.currentTarget.value:i[S]??""))} />
      `)}
      <p class="preview">${sp(u,d)}</p>
      <div class="composer-line">
        <button class="toggle" onClick=${()=>e.write("note")}>Internal note</button>
        <span class="hint" role="status">${c}</span>
        <button class="primary" onClick=${f}
          disabled=${!d.every(Boolean)||e.link.value!=="live"}>
          Send template
        </button>
      </div>
    <//>
  `}var Bi=({label:e,children:t})=>a`
  <div class="composer templates">
    <p class="hint">The reply window is closed. ${e} now takes templates only.</p>
    ${t}
  </div>
`,sp=({text:e},t)=>e.replaceAll(/\{\{(\d+)\}\}/g,(n,o)=>t[o-1]||n);var Hi=5e3,rp=4500;function Vi({desk:e,conversation:t}){let n=e.writing.value,o=e.drafts.get(t.id,n),s=n==="reply"&&!e.canReply.value,r=s&&!o,i=e.link.value!=="live",l=n==="reply"?cr(o):null,c=n==="reply"&&e.attached.of(t.id).length>0,u=(c?e.attached.isReady(t.id):!!o.trim())&&!s&&!i&&!l,d=()=>{u&&(c?e.sending.withFiles(t,o.trim(),e.attached):e.send(t,n,o.trim()))},f=e.sending.refusals.value[t.id];return n==="reply"&&!s&&ap(e,t)?a`<${Wi} desk=${e} conversation=${t} />`:a`
    <div class=${`composer ${n}`} ...${n==="reply"&&!s&&Ei(e,t)}>
      ${f&&a`<p class="error" role="alert">${f}</p>`}
      <${Ii} desk=${e} />
      ${r?a`<p class="closed">${ji(e,t)}</p>`:a`<${Ui} desk=${e} conversation=${t} />
            <${ip} desk=${e} conversation=${t} send=${d} />`}
      ${n==="reply"&&a`<${Ci} desk=${e} conversation=${t} />`}
      <div class="composer-line">
        <button class="toggle" aria-pressed=${n==="note"} onClick=${()=>e.write(n==="note"?"reply":"note")}>Internal note</button>
        ${!r&&!s&&n==="reply"&&a`
          <${Si} desk=${e} conversation=${t} />
        `}
        ${!r&&a`
          <span class="hint">${s?ji(e,t):lp(o,i,n,l)}</span>
          <button class="primary" disabled=${!u} onClick=${d}>
            Send
          </button>
        `}
      </div>
    </div>
  `}function ip({desk:e,conversation:t,send:n}){let o=e.writing.value,s=T(null),r=e.boxWanted.value;x(()=>{r&&(s.current?.focus(),e.boxWanted.value=!1)});let i=e.drafts.get(t.id,o),l=o==="note"?Li(e,i):Oi(e,t,i),c=l?.choices??null,[p,u]=m(0),d=Math.min(p,Math.max((c?.length??0)-1,0));x(()=>{c?o==="reply"&&e.replies.want():u(0)},[!c]);let f=g=>{e.drafts.set(t.id,o,g.draft),s.current?.focus()},h=g=>{let _=c&&{ArrowDown:1,ArrowUp:-1}[g.key];if(_)return g.preventDefault(),u(Math.max(d+_,0));if(c?.[d]&&g.key==="Enter")return g.preventDefault(),f(c[d]);g.key==="Escape"&&s.current?.blur(),!(g.key!=="Enter"||g.shiftKey||g.isComposing)&&(g.preventDefault(),n())},$=g=>{let{value:_}=g.currentTarget;e.drafts.set(t.id,o,_),e.typed(t.id,o)};return a`
    ${l&&a`<${Ai} offered=${l} chosen=${d} choose=${f} />`}
    <textarea ref=${s} rows="2" maxlength=${Hi} enterkeyhint="send"
      aria-label=${o==="note"?"Internal note":"Reply"}
      aria-controls=${c?"canned":void 0}
      aria-activedescendant=${c?.length?`canned-${d}`:void 0}
      placeholder=${o==="note"?"Only agents see this, @ names a colleague":"Write to the customer, / for replies"}
      value=${i} onInput=${$} onKeyDown=${h}
      onPaste=${g=>o==="reply"&&Ti(e,t,g)} />
  `}function ap(e,{channel:t,reply_window_until:n}){return!!n&&Date.parse(n)<e.now.value&&j(e.snapshot.value,t).templates_only}function ji(e,{owner:t,agent_id:n,asking:o}){return t==="queue"?"Waiting in the queue. You can reply once you have accepted it.":t==="agent"?`With ${e.nameOf(n)}.`:o?"The bot asks something for a colleague, who gets the case back with the answer.":t==="bot"?"The bot answers here.":"Resolved. The next message of the customer goes to the bot."}function lp(e,t,n,o){return t?"Not connected. Your text is kept.":o?`Write something in place of ${o}`:e.length>rp?`${Hi-e.length} characters left`:n==="note"?"The customer never sees this":"Enter sends · Shift+Enter new line"}function Ki({desk:e,conversation:t}){let n=e.snapshot.value?.labels??[],{error:o,busy:s,submit:r}=A(async i=>{await e.casework.label(t,i.getAll("label").map(String)),e.dialog.value=null});return a`
    <${O} desk=${e} title="Labels">
      <form onSubmit=${r}>
        <fieldset class="dispositions label-choices">
          <legend class="unseen">Labels of this conversation</legend>
          ${n.map(({id:i,name:l})=>a`
            <label class="check" key=${i}>
              <input type="checkbox" name="label" value=${i}
                defaultChecked=${t.labels.includes(i)} />${l}
            </label>
          `)}
        </fieldset>
        ${!n.length&&a`<p class="empty">There are none yet. Supervisors keep the list.</p>`}
        <p class="error" role="alert">${o}</p>
        <p class="dialog-buttons">
          ${e.may("labels")&&a`
            <button type="button" onClick=${()=>e.dialog.value="label-list"}>Edit the list</button>
          `}
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${s||!n.length}>Save</button>
        </p>
      </form>
    <//>
  `}function zi({attachment:e}){let{kind:t,ref:n,name:o,latitude:s,longitude:r}=e;if(t==="location"&&typeof s=="number"&&typeof r=="number")return a`<${cp} name=${o} latitude=${s} longitude=${r} />`;let i=o??t;if(!n)return a`<p class="tag">${i}</p>`;let l=`/api/console/media/${n}`;return t==="image"?a`
      <a href=${l} target="_blank" rel="noopener">
        <img class="picture" src=${l} alt=${i} loading="lazy" />
      </a>
    `:t==="audio"?a`<audio class="sound" controls preload="none" src=${l} aria-label=${i}></audio>`:t==="video"?a`<video class="picture" controls preload="none" src=${l} aria-label=${i}></video>`:a`<p><a class="file" href=${l} download=${i}>${i}</a></p>`}function cp({name:e,latitude:t,longitude:n}){let o=`${t.toFixed(5)}, ${n.toFixed(5)}`,s=`https://www.openstreetmap.org/?mlat=${t}&mlon=${n}#map=16/${t}/${n}`;return a`
    <p>
      <span dir="auto">${e??"Location"}</span>
      ${" "}(<a href=${s} target="_blank" rel="noopener noreferrer">${o}</a>)
    </p>
  `}var up=/https?:\/\/[^\s<>"']+/g,pp=/[.,;:!?)\]]+$/;function Yi(e){let t=[],n=0;for(let o of e.matchAll(up)){let s=o[0].replace(pp,"");o.index>n&&t.push({text:e.slice(n,o.index)}),t.push({text:s,href:s}),n=o.index+s.length}return n<e.length&&t.push({text:e.slice(n)}),t}function Dt({text:e}){return Yi(e).map(t=>t.href?a`<a href=${t.href} target="_blank" rel="noopener noreferrer">${t.text}</a>`:t.text)}var Gi=({text:e,names:t})=>qi(e,t).map(n=>n.name?a`<span class="named">${n.text}</span>`:a`<${Dt} text=${n.text} />`);var hp="M2 8.5l3 3 6-7",Ji="M14 8a6 6 0 1 1-12 0 6 6 0 0 1 12 0z",Qi="M2 8.5l3 3 6-7 M8 11l.5.5 6-7",dp={queued:{path:`M8 4.5v4l2.5 1.5 ${Ji}`,word:"Waiting to be sent"},sent:{path:hp,word:"Sent"},delivered:{path:Qi,word:"Delivered"},read:{path:Qi,word:"Read"},failed:{path:`M8 4.5v4.5 M8 11.5v.2 ${Ji}`,word:"Not delivered"}};function Xi({state:e}){let{path:t,word:n}=dp[e];return a`
    <span class=${`ticks ${e}`} title=${n}>
      <svg viewBox="0 0 16 16" width="14" height="14" role="img" aria-label=${n}>
        <path d=${t} fill="none" stroke="currentColor" stroke-width="1.6"
          stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      ${e==="failed"&&n}
    </span>
  `}var rn="email_link",fp={customer:"Customer",bot:"Bot",agent:"Agent",system:""};function Zi({message:e,follows:t,own:n,moved:o,target:s,again:r,quote:i,names:l}){let{author:c,kind:p,seq:u,text:d,time:f,state:h,custom:$}=e;if(c.kind==="system"&&p==="text"&&h!=="failed")return a`<${$p} message=${e} target=${s} />`;let _=p==="note"?"note":c.kind;return a`
    <article data-seq=${u}
      class=${`message ${_} ${t?"follows":""} ${s?"target":""}`}>
      ${t?a`<${yo} message=${e} />`:a`<${mp} message=${e} own=${n} moved=${o} />`}
      <div class="bubble" title=${`${H(f)}, ${tt(f)}`}>
        ${$?.quote&&a`<${Mi} quote=${$.quote} />`}
        ${p==="rating"&&a`<${vp} ...${e.custom} />`}
        ${p==="note"&&d&&a`<p class="text"><${Gi} text=${d} names=${l} /></p>`}
        ${p!=="rating"&&p!=="note"&&d&&a`<p class="text"><${Dt} text=${d} /></p>`}
        <${gp} message=${e} />
        ${h&&a`<${Xi} state=${h} />`}
        ${h==="failed"&&r&&a`
          <button class="quiet" onClick=${r}>Send again</button>
        `}
        ${$&&a`<${yp} custom=${$} />`}
        ${i&&a`
          <button class="quiet do-quote" aria-label=${`Quote: ${d??"a file"}`} onClick=${i}>Quote</button>
        `}
      </div>
    </article>
  `}function ta({entry:e,held:t}){return a`
    <article class=${`message pending ${e.kind==="note"?"note":"agent"}`}>
      <header class="head">${t?"Waiting for the connection":"Sending …"}</header>
      <div class="bubble"><p class="text"><${Dt} text=${e.text} /></p></div>
    </article>
  `}function mp({message:e,own:t,moved:n}){let{author:o,kind:s}=e,r=t?"You":o.name||fp[o.kind];return a`
    <header class="head">
      <strong>${r}</strong>
      ${o.kind==="bot"&&a`<span class="tag">Bot</span>`}
      ${s==="note"&&a`<span class="tag">Internal note</span>`}
      ${n&&a`<span class="tag strong">${n}</span>`}
      ${o.kind==="customer"&&e.how===rn&&a`
        <span class="tag strong" title="Whoever holds the link may have written it">By an e-mail link</span>
      `}
      <${yo} message=${e} />
    </header>
  `}function $p({message:e,target:t}){return a`
    <p data-seq=${e.seq} class=${`happening ${t?"target":""}`}>
      ${e.text} <${yo} message=${e} />
    </p>
  `}function yo({message:{conversation_id:e,seq:t,time:n}}){return a`
    <a class="at" href=${B(e,t)} title="Link to this message">
      <time datetime=${n}>${tt(n)}</time>
    </a>
  `}function gp({message:{buttons:e=[],image:t,attachments:n=[]}}){return a`
    ${t&&a`<img class="picture" src=${t} alt="Picture" loading="lazy" />`}
    ${n.map(o=>a`<${zi} attachment=${o} />`)}
    ${e.length>0&&a`
      <ul class="choices" aria-label="Choices that were shown">
        ${e.map(o=>a`<li>${o.title}</li>`)}
      </ul>
    `}
  `}function yp({custom:{reaction:e,edited:t,revoked:n,undelivered:o,elsewhere:s}}){return a`
    ${e&&a`<span class="reaction" title="Reaction">${e}</span>`}
    ${t&&a`<span class="tag">Edited</span>`}
    ${n&&a`<span class="tag">Deleted</span>`}
    ${s&&a`<span class="tag">Not through the desk</span>`}
    ${o&&a`<p class="undelivered">${Pr(o)}</p>`}
  `}function vp({score:e,comment:t}){return a`
    <p class="stars" role="img" aria-label=${`Rated ${e} of 5`}>
      ${"★".repeat(e)}${"☆".repeat(5-e)}
    </p>
    ${t&&a`<p class="text"><${Dt} text=${t} /></p>`}
  `}var ea=60,bp=600,vo=100,_p=20,wp=300*1e3;function na({desk:e,thread:t}){let{id:n}=t.conversation,o=e.sending.outbox.of(n,t.messages),s=t.messages.length+o.length,r=e.target.value,i=t.messages.some($=>$.seq===r)?r:null,{shown:l,widen:c}=Sp(e,t,i),{box:p,atEnd:u,onScroll:d,onGrowth:f,toEnd:h}=Tp(n,s,o.length,i);return Ep(p,u,l[0]?.seq),a`
    <div class="log-frame">
      <div class="log" role="log" aria-label="Conversation" tabindex="0"
        ref=${p} onLoadCapture=${f} onScroll=${()=>{d(),c(p.current)}}>
        ${l.map(($,g)=>a`
          <${kp} key=${$.seq} desk=${e} message=${$}
            before=${l[g-1]} target=${$.seq===i} />
        `)}
        ${o.map($=>a`
          <${ta} key=${$.client_id} entry=${$} held=${e.link.value!=="live"} />
        `)}
      </div>
      ${!u&&a`<button class="to-end" onClick=${h}>Latest message ↓</button>`}
    </div>
  `}function kp({desk:e,message:t,before:n,target:o}){let s=!n||!io(n.time,t.time),r=!!t.author.id&&t.author.id===e.snapshot.peek()?.agent.id,i=!s&&xp(n,t),l=e.snapshot.value?.agents.map(u=>u.name)??[],{label:c}=j(e.snapshot.value,t.channel),p=()=>{e.quotes.set(t.conversation_id,t.seq),e.write("reply")};return a`
    ${s&&a`<p class="day">${Rr(t.time)}</p>`}
    <${Zi} message=${t} own=${r} follows=${i} target=${o}
      moved=${n&&n.channel!==t.channel?c:null}
      names=${l} quote=${e.canReply.value&&no(t)?p:null}
      again=${e.canReply.value?()=>e.handling.sendAgain(t):null} />
  `}function xp(e,t){return e.author.kind===t.author.kind&&e.author.id===t.author.id&&e.kind===t.kind&&e.channel===t.channel&&e.how===rn==(t.how===rn)&&Date.parse(t.time)-Date.parse(e.time)<wp}function Sp(e,t,n){let{messages:o,conversation:{id:s}}=t,[r,i]=m({id:s,seq:1/0}),l=r.id===s?r.seq:1/0,c=Math.min(l,Cp(o,n)),p=o.filter(d=>d.seq>=c);return{shown:p,widen:d=>{let{scrollTop:f=0,scrollHeight:h=0,clientHeight:$=0}=d??{},g=h-f-$<ea,_=f<bp;!g&&_&&p[0]===o[0]&&!Ye(t)&&e.earlier(s);let S=g?1/0:Math.max(_?c-vo:c,o[0].seq-vo);S!==l&&i({id:s,seq:S})}}}function Cp(e,t){let n=e.at(-vo)?.seq??0;return t?Math.min(n,t-_p):n}function Ep(e,t,n){let o=T(0),s=T(n);$t(()=>{let r=e.current;if(!r)return;s.current!==n&&!t&&r.scrollTop===0&&(r.scrollTop=r.scrollHeight-o.current),s.current=n,o.current=r.scrollHeight-r.scrollTop})}function Tp(e,t,n,o){let s=T(null),[r,i]=m(!0),l=T(!0),c=T(0);l.current=r;let p=()=>s.current?.scrollTo({top:s.current.scrollHeight});return $t(()=>{let f=o&&s.current?.querySelector(`[data-seq="${o}"]`);i(!f),l.current=!f,f?f.scrollIntoView({block:"center"}):p()},[e,o]),$t(()=>{l.current&&p()},[t]),$t(()=>{n>0&&p()},[n]),x(()=>{let f=new ResizeObserver(()=>l.current&&p());return s.current&&f.observe(s.current),()=>f.disconnect()},[]),{box:s,atEnd:r,onScroll:()=>{let{scrollTop:f=0,scrollHeight:h=0,clientHeight:$=0}=s.current??{},g=h>c.current;if(c.current=h,g&&l.current)return p();i(h-f-$<ea)},onGrowth:()=>l.current&&p(),toEnd:p}}function Nt({desk:e,ids:t}){return Ms(e.snapshot.value,t).map(n=>a`
    <span class="label" key=${n.id}>${n.name}</span>
  `)}function oa({desk:e,conversation:t}){let n=e.link.value!=="live";return a`
    <p class="marks">
      <${Op} desk=${e} conversation=${t} />
      <${Nt} desk=${e} ids=${t.labels} />
      <button class="quiet" disabled=${n} title="Labels of the conversation (l)"
        aria-label="Labels of the conversation"
        onClick=${()=>e.dialog.value="labels"}>Labels</button>
    </p>
  `}function Op({desk:e,conversation:t}){let{priority:n}=t;if(!n)return null;let o=n==="low"?["low",...Et]:Et;return a`
    <select class=${`priority-choice ${n}`} aria-label="Priority" title="Priority (p)"
      value=${n} disabled=${e.link.value!=="live"}
      onChange=${s=>e.casework.prioritise(t,s.currentTarget.value)}>
      ${o.map(s=>a`
        <option value=${s} selected=${s===n} disabled=${s==="low"}>
          ${v(s)}${s==="normal"?" priority":""}
        </option>
      `)}
    </select>
  `}function sa({desk:e,thread:{conversation:t,readers:n}}){let o=e.snapshot.value?.agent.id,s=sr(n,o,t.agent_id,i=>e.nameOf(i)),r=t.owner==="agent"&&t.agent_id!==o;return a`
    <p class="readers" role="status">
      ${r&&a`<span>You are reading along. Your internal notes reach
        ${" "}${e.nameOf(t.agent_id)} at once.</span>`}
      ${s.map(i=>a`<span key=${i}>${i}</span>`)}
    </p>
  `}function ra({desk:e,conversation:t}){function n(s){s.preventDefault();let r=new FormData(s.currentTarget),{id:i,epoch:l,customer_name:c}=t,p={disposition:String(r.get("disposition")),root_cause:String(r.get("root_cause"))||null,note:String(r.get("note")).trim()};e.resolving.begin({conversation_id:i,epoch:l,name:c,...p},Date.now()),e.dialog.value=null}let o=e.threads.of(t.id)?.handoff?.packet.facts?.root_cause;return a`
    <${O} desk=${e} title="How did it end?">
      <form onSubmit=${n}>
        <fieldset class="dispositions">
          <legend class="unseen">Disposition</legend>
          ${e.snapshot.value?.dispositions.map(({code:s,title:r})=>a`
            <label class="check">
              <input type="radio" name="disposition" value=${s} required />${r}
            </label>
          `)}
        </fieldset>
        <label>
          Root cause, for the reports
          <select name="root_cause">
            <option value="" selected=${!o}>Not our fault, or not known</option>
            ${e.snapshot.value?.root_causes.map(s=>a`
              <option value=${s} selected=${s===o}>${v(s)}</option>
            `)}
          </select>
        </label>
        <label>
          Closing note
          <textarea name="note" rows="3" maxlength="5000"
            placeholder="What you agreed. It goes into the CRM, and the bot may tell the customer." />
        </label>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary">Resolve conversation</button>
        </p>
      </form>
    <//>
  `}function ia({desk:e,conversation:t}){let{agent:n,agents:o=[]}=e.snapshot.value??{},s=o.filter(c=>c.presence==="available"&&c.id!==n?.id),{error:r,busy:i,submit:l}=A(async c=>{let[p,u,d]=["to_agent","to_skill","note"].map(f=>String(c.get(f)??"").trim());await e.handling.transfer(t,p?{to_agent:p}:{to_skill:u},d),e.dialog.value=null});return a`
    <${O} desk=${e} title="Pass on to whom?">
      <form onSubmit=${l}>
        <label>
          Colleague
          <select name="to_agent">
            <option value="">Whoever has the skill</option>
            ${s.map(({id:c,name:p})=>a`<option value=${c}>${p}</option>`)}
          </select>
        </label>
        <label>Skill, if to nobody in particular <input name="to_skill" maxlength="60" /></label>
        <label>
          Note
          <textarea name="note" rows="3" placeholder="Only agents see this" />
        </label>
        <p class="error" role="alert">${r}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${i}>Pass on</button>
        </p>
      </form>
    <//>
  `}var Ap="ag_elsewhere";function aa({desk:e}){let t=e.thread.value;if(!t)return a`<${Lp} desk=${e} />`;let{conversation:n}=t;return a`
    <div>
      <${Rp} desk=${e} conversation=${n} />
      <${sa} desk=${e} thread=${t} />
    </div>
    <${na} desk=${e} thread=${t} />
    <${qp} desk=${e} conversation=${n} />
    <${Vi} key=${n.id} desk=${e} conversation=${n} />
    ${e.dialog.value==="resolve"&&a`
      <${ra} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="labels"&&a`
      <${Ki} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="ask-bot"&&a`
      <${ki} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="transfer"&&a`
      <${ia} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="link"&&a`
      <${xi} desk=${e} conversation=${n} />
    `}
  `}function Rp({desk:e,conversation:t}){let{label:n,linkable:o}=j(e.snapshot.value,t.channel);return a`
    <header class="conversation-head">
      <div>
        <h1>${t.customer_name??"Unknown customer"}</h1>
        <p>
          <span class=${`level ${t.level}`}>${en(t.level)}</span>
          ${" · "}${n} · began${" "}
          <${X} desk=${e} since=${t.opened_at} /> ago
          <${Dp} desk=${e} until=${t.reply_window_until} />
        </p>
        <${oa} desk=${e} conversation=${t} />
      </div>
      ${e.canReply.value?!e.resolving.has(t.id)&&a`
            <div class="head-buttons">
              <button title="Let the bot ask for something (b)"
                onClick=${()=>e.dialog.value="ask-bot"}>Let the bot ask</button>
              ${o&&a`
                <button onClick=${()=>e.dialog.value="link"}>E-mail link</button>
              `}
              <button onClick=${()=>e.dialog.value="transfer"}>Pass on</button>
              <button onClick=${()=>e.dialog.value="resolve"}>Resolve</button>
            </div>
          `:Np(e,t)&&a`
            <button disabled=${e.link.value!=="live"}
              onClick=${()=>e.handling.takeOver(t)}>Take over</button>
          `}
    </header>
  `}function Dp({desk:e,until:t}){let n=Ir(t,e.now.value),o=!!t&&Date.parse(t)-e.now.value<36e5;return n&&a`${" · "}<span class=${`window ${o?"soon":""}`}>${n}</span>`}function Np(e,{owner:t,agent_id:n}){return n===Ap?!0:t==="agent"?e.may("reassign"):t==="bot"||t==="queue"}function qp({desk:e,conversation:{id:t,customer_name:n}}){let o=(e.typing.until.value[t]??0)>e.now.value;return a`<p class="typing" role="status">${o&&`${n??"The customer"} is typing …`}</p>`}function Lp({desk:e}){return e.selected.value&&!e.problem.value&&e.link.value==="live"?a`<p class="nothing" role="status">Opening …</p>`:a`
    <div class="nothing">
      <h1>No conversation is open.</h1>
      <p><kbd>a</kbd> accepts an offer, <kbd>j</kbd> goes to your next conversation,${" "}
        <kbd>?</kbd> shows all keys.</p>
    </div>
  `}var Pp={first_answer:"First answer",next_answer:"Answer",resolution:"Resolution"},la=["calm","near","missed"];function Ip(e,t){return t>=Date.parse(e.at)?"missed":t>=Date.parse(e.warn_at)?"near":"calm"}function an(e,t){let n=(e?.dues??[]).map(o=>({due:o,level:Ip(o,t)}));return n.sort((o,s)=>la.indexOf(s.level)-la.indexOf(o.level)||Date.parse(o.due.at)-Date.parse(s.due.at)),n[0]??null}function ca(e,t){let n=Date.parse(e.at)-t;return`${Pp[e.target]} ${n>0?`in ${Xe(n)}`:`${Xe(-n)} late`}`}function _o(e,t){let{cursor:n,numbers:o}=t;return n===null?o?{...e,numbers:o}:e:n<=e.cursor?e:{...Fp(e,t),cursor:n}}function Fp(e,{agent:t,gone:n,case:o,left:s,clock:r}){return t?{...e,agents:[...ua(e.agents,t.id),t].sort(Mp)}:n?{...e,agents:ua(e.agents,n)}:o?{...e,cases:[...ln(e.cases,o.handoff_id),o].sort(Up)}:r?{...e,clocks:[...ln(e.clocks,r.handoff_id),r]}:s?{...e,cases:ln(e.cases,s),clocks:ln(e.clocks,s)}:e}var ln=(e,t)=>e.filter(n=>n.handoff_id!==t),ua=(e,t)=>e.filter(n=>n.id!==t),Mp=(e,t)=>bo(e.name,t.name)||bo(e.id,t.id),Up=(e,t)=>Date.parse(e.assigned_at)-Date.parse(t.assigned_at)||bo(e.handoff_id,t.handoff_id),bo=(e,t)=>e<t?-1:e>t?1:0;var cn=class{floor=y(null);error=y("");#t=[];#e=()=>{};constructor(t){this.connection=t}begin(){this.#e=this.connection.hear("floor",t=>this.#n(t))}end(){this.#e(),this.connection.tell("leave_floor",{})}async read(){this.#t=[],this.floor.value=null;try{let t=await this.connection.ask("floor",{});this.floor.value=this.#t.reduce(_o,t),this.error.value=""}catch(t){t instanceof N||(this.error.value=k(t))}}reassign(t,n,o){return this.connection.ask("reassign",{...t,...n,note:o})}#n(t){let n=this.floor.peek();n?this.floor.value=_o(n,t):this.#t.push(t)}};function pa(e,t){let n=new Map(e.clocks.map(l=>[l.handoff_id,l])),o=e.cases.map(l=>{let c=n.get(l.handoff_id);return{...l,clock:c,level:an(c,t)?.level??"calm"}}),s=e.agents.map(l=>({...l,held:o.filter(c=>c.agent_id===l.id)})),r=l=>l.held.some(c=>c.level==="missed")?0:1,i=l=>l.presence==="offline"&&!l.held.length?1:0;return s.sort((l,c)=>r(l)-r(c)||i(l)-i(c))}function ha(e){let t=e.flatMap(n=>n.held.map(o=>o.level));return{near:t.filter(n=>n==="near").length,missed:t.filter(n=>n==="missed").length}}function ut({desk:e,clock:t}){let n=e.now.value,o=an(t,n);return!o||o.level==="calm"?null:a`<span class=${`due ${o.level}`}>${ca(o.due,n)}</span>`}function un({desk:e,clock:t}){return t.waits_since?a`<span>waits ${At(t.waits_since,e.now.value)}</span>`:a`<span class="muted">waits for the customer</span>`}function da({desk:e,watch:t,moved:n,agents:o}){let s=o.filter(u=>u.presence==="available"&&u.id!==n.agent_id),{lines:r=[]}=t.floor.value?.numbers??{},i=new Set([...o.flatMap(u=>u.skills),...r.map(u=>u.skill)]),{error:l,busy:c,submit:p}=A(async u=>{let[d,f,h]=["to_agent","to_skill","note"].map(g=>String(u.get(g)??"").trim());if(!d&&!f)return"Choose an agent or a skill.";let $={conversation_id:n.conversation_id,from_agent:n.agent_id};await t.reassign($,d?{to_agent:d}:{to_skill:f},h),e.dialog.value=null});return a`
    <${O} desk=${e} title=${`Reassign ${n.customer_name??"an unknown customer"}`}>
      <p class="muted">
        ${n.agent_id?`Now with ${e.nameOf(n.agent_id)}, who will be told.`:"Now in the queue."}
      </p>
      <form onSubmit=${p}>
        <label>
          Agent, who is asked at once
          <select name="to_agent">
            <option value="">Whoever has the skill</option>
            ${s.map(({id:u,name:d})=>a`<option value=${u}>${d}</option>`)}
          </select>
        </label>
        <label>
          Skill, if to nobody in particular
          <input name="to_skill" maxlength="60" list="floor-skills" />
          <datalist id="floor-skills">
            ${[...i].sort().map(u=>a`<option value=${u}>${v(u)}</option>`)}
          </datalist>
        </label>
        <label>
          Note
          <textarea name="note" rows="3" placeholder="Only agents see this" />
        </label>
        <p class="error" role="alert">${l}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${c}>Reassign</button>
        </p>
      </form>
    <//>
  `}var Bp={available:"Available",away:"Away",offline:"Offline"};function fa({desk:e}){let t=at(()=>new cn(e.connection),[]),[n,o]=m(null);x(()=>(t.begin(),()=>t.end()),[]);let s=e.link.value==="live";x(()=>{s&&t.read()},[s]);function r(c){o(c),e.dialog.value="reassign"}let i=t.floor.value,l=i?pa(i,e.now.value):[];return a`
    <header class="wide-head"><h1>Live floor</h1></header>
    <p class="error wide-part" role="alert">${t.error.value}</p>
    <div class="floor" aria-busy=${i===null}>
      ${i&&a`
        <${Wp} agents=${l} numbers=${i.numbers} />
        <${jp} desk=${e} numbers=${i.numbers} />
        <${Hp} desk=${e} move=${r} />
        <${Kp} desk=${e} agents=${l} move=${r} />
      `}
    </div>
    ${n&&i&&e.dialog.value==="reassign"&&a`
      <${da} desk=${e} watch=${t} moved=${n} agents=${i.agents} />
    `}
  `}function Wp({agents:e,numbers:t}){let n=pn(t.lines.map(c=>c.waiting)),o=ha(e),s=o.missed+pn(t.lines.map(c=>c.missed)),r=o.near+pn(t.lines.map(c=>c.near)),i=e.filter(c=>c.presence==="available"),l=[["In the queue",n,""],["With agents",pn(e.map(c=>c.held.length)),""],["With the bot",t.with_bot,""],["Agents available",i.length,""],["Near a target",r,r?"near":""],["Target missed",s,s?"missed":""]];return a`
    <dl class="sums" aria-label="Right now">
      ${l.map(([c,p,u])=>a`
        <div class=${u}><dt>${c}</dt><dd>${p}</dd></div>
      `)}
    </dl>
  `}function jp({desk:e,numbers:t}){return t.lines.length?a`
    <section>
      <h2>Queue by skill</h2>
      <table class="floor-table">
        <thead>
          <tr><th>Skill</th><th>Waiting</th><th>Longest wait</th><th>Near a target</th><th>Missed</th></tr>
        </thead>
        <tbody>
          ${t.lines.map(n=>a`
            <tr key=${n.skill}>
              <th scope="row">${v(n.skill)}</th>
              <td>${n.waiting}</td>
              <td>${At(n.oldest,e.now.value)}</td>
              <td>${n.near?a`<span class="due near">${n.near}</span>`:"–"}</td>
              <td>${n.missed?a`<span class="due missed">${n.missed}</span>`:"–"}</td>
            </tr>
          `)}
        </tbody>
      </table>
    </section>
  `:a`<section><h2>Queue by skill</h2><p class="empty">Nobody is waiting.</p></section>`}function Hp({desk:e,move:t}){let n=e.snapshot.value?.queue??[];return n.length?a`
    <section>
      <h2>Next in the queue</h2>
      <ul class="floor-cases" role="list" aria-label="Next in the queue">
        ${n.slice(0,50).map(o=>a`
          <${Vp} key=${o.handoff_id} desk=${e} item=${o} move=${t} />
        `)}
      </ul>
    </section>
  `:null}function Vp({desk:e,item:t,move:n}){let{conversation_id:o,customer_name:s,handoff_id:r,offered_to:i}=t,l=e.snapshot.value?.clocks.find(c=>c.handoff_id===r);return a`
    <li class="floor-case">
      <a href=${B(o)}>${s??"Unknown customer"}</a>
      <span class="muted">
        ${ot(t.reason.code)} · ${v(t.skill)} · waits${" "}
        <${X} desk=${e} since=${t.queued_at} />
        ${i&&` · offered to ${e.nameOf(i)}`}
      </span>
      <${ut} desk=${e} clock=${l} />
      <${ma} desk=${e} moved=${{conversation_id:o,customer_name:s,agent_id:null}} move=${n} />
    </li>
  `}function Kp({desk:e,agents:t,move:n}){return a`
    <section>
      <h2>Agents</h2>
      <ul class="floor-agents" role="list" aria-label="Agents">
        ${t.map(o=>a`
          <${zp} key=${o.id} desk=${e} agent=${o} move=${n} />
        `)}
      </ul>
    </section>
  `}function zp({desk:e,agent:t,move:n}){let{presence:o,presence_since:s,held:r,capacity:i,skills:l}=t;return a`
    <li class=${`floor-agent ${o}`} aria-label=${t.name}>
      <p class="floor-agent-line">
        <strong>${t.name}</strong>
        <span class=${`presence-word ${o}`}>
          ${Bp[o]}${s&&a` for <${X} desk=${e} since=${s} />`}
        </span>
        <span class="muted">${r.length} of ${i}</span>
        <span class="muted floor-skills">${l.map(v).join(", ")||"Every skill"}</span>
      </p>
      ${r.length>0&&a`
        <ul class="floor-cases" role="list" aria-label=${`Cases of ${t.name}`}>
          ${r.map(c=>a`
            <${Yp} key=${c.handoff_id} desk=${e} held=${c} move=${n} />
          `)}
        </ul>
      `}
    </li>
  `}function Yp({desk:e,held:t,move:n}){let{conversation_id:o,customer_name:s,agent_id:r,clock:i}=t,{label:l,marked:c}=j(e.snapshot.value,t.channel);return a`
    <li class="floor-case">
      <a href=${B(o)}>${s??"Unknown customer"}</a>
      <span class="muted">
        ${v(t.skill)} ${c&&`· ${l}`} · in hand for${" "}
        <${X} desk=${e} since=${t.assigned_at} />
        ${i&&a` · <${un} desk=${e} clock=${i} />`}
      </span>
      <${ut} desk=${e} clock=${i} />
      <${ma} desk=${e} moved=${{conversation_id:o,customer_name:s,agent_id:r}} move=${n} />
    </li>
  `}function ma({desk:e,moved:t,move:n}){let o=t.customer_name??"an unknown customer",s=t.agent_id===e.snapshot.value?.agent.id,r=()=>{e.select(t.conversation_id),e.handling.takeOver({id:t.conversation_id})};return a`
    <span class="floor-buttons">
      ${!s&&a`
        <button class="quiet" aria-label=${`Take over: ${o}`} onClick=${r}>Take over</button>
      `}
      <button class="quiet" aria-label=${`Reassign: ${o}`} onClick=${()=>n(t)}>
        Reassign
      </button>
    </span>
  `}var pn=e=>e.reduce((t,n)=>t+n,0);var ga=()=>b("GET","incidents"),ya=(e,t,n)=>e?b("PUT",`incidents/${encodeURIComponent(e)}`,t,n):b("POST","incidents",t,n),va=e=>b("POST",`incidents/${encodeURIComponent(e)}/end`,{},crypto.randomUUID());function ba(e){let t=o=>String(e.get(o)??"").trim(),n=t("ends_at");return{title:t("title"),told:t("told"),cause:t("cause"),starts_at:new Date(t("starts_at")).toISOString(),ends_at:n?new Date(n).toISOString():null,topics:$a(t("topics")),carrier:t("carrier")||null,country:t("country").toUpperCase()||null,postcodes:$a(t("postcodes")),product:t("product")||null,payment:t("payment")||null}}function _a({carrier:e,country:t,postcodes:n,product:o,payment:s,topics:r}){let i=n.length?`${t??""} postcodes ${n.join(", ")}…`:"",l=r.length?`only for ${r.join(", ").replaceAll("_"," ")}`:"";return[e,i.trim(),o,s,l].filter(Boolean).join(" · ")}function wo(e){if(!e)return"";let t=new Date(e);return new Date(t.getTime()-t.getTimezoneOffset()*6e4).toISOString().slice(0,16)}function $a(e){return e.split(/[,;\n]+/).map(t=>t.trim()).filter(Boolean)}var Gp="new";function wa({desk:e}){let[t,n]=m(null),[o,s]=m([]),[r,i]=m(null),[l,c]=m("");async function p(){try{let h=await ga();n(h.incidents),s(h.causes),c("")}catch(h){c(k(h))}}x(()=>{p()},[]);async function u(h){try{await va(h.id),await p()}catch($){c(k($))}}async function d(){i(null),await p()}let f=t?.find(h=>h.id===r)??null;return a`
    <${O} desk=${e} title="Incidents">
      <p class="error" role="alert">${l}</p>
      ${r?a`<${Xp} key=${r} causes=${o} incident=${f} done=${d}
            cancel=${()=>i(null)} />`:a`<${Jp} desk=${e} known=${t} edit=${i} end=${u} />`}
    <//>
  `}function Jp({desk:e,known:t,edit:n,end:o}){return a`
    <p class="muted">
      The bot tells customers whom one concerns, once and before it asks anything.
    </p>
    <ul class="incidents" role="list" aria-label="Known incidents" aria-busy=${t===null}>
      ${t?.map(s=>a`
        <${Qp} key=${s.id} desk=${e} incident=${s} edit=${n} end=${o} />
      `)}
    </ul>
    ${t?.length===0&&a`<p class="empty">Nothing is known to go wrong.</p>`}
    <p class="dialog-buttons">
      <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      <button class="primary" onClick=${()=>n(Gp)}>Add an incident</button>
    </p>
  `}function Qp({desk:e,incident:t,edit:n,end:o}){let s=e.now.value,r=Date.parse(t.starts_at)>s,i=t.going_on?"Going on":r?"Ahead":"Over";return a`
    <li class=${`incident ${t.going_on?"on":"off"}`}>
      <p class="incident-line">
        <strong>${t.title}</strong>
        <span class=${`tag ${t.going_on?"strong":""}`}>${i}</span>
      </p>
      <p>“${t.told}”</p>
      <p class="muted">${_a(t)}</p>
      <p class="incident-line">
        <span class="muted">
          since ${W(t.starts_at,s)}${t.ends_at?` until ${W(t.ends_at,s)}`:""} · edited by ${t.edited_by}, ${W(t.edited_at,s)}
        </span>
        <span class="incident-buttons">
          <button class="quiet" aria-label=${`Change: ${t.title}`}
            onClick=${()=>n(t.id)}>Change</button>
          ${(t.going_on||r)&&a`
            <button class="quiet" aria-label=${`End: ${t.title}`}
              onClick=${()=>o(t)}>End</button>
          `}
        </span>
      </p>
    </li>
  `}function Xp({causes:e,incident:t,done:n,cancel:o}){let[s,r]=m(t?.cause??e[0]?.code??""),i=T(crypto.randomUUID()),l=T(null);x(()=>l.current?.focus(),[]);let c=e.find(f=>f.code===s)?.topics??[],{error:p,busy:u,submit:d}=A(async f=>{try{await ya(t?.id??null,ba(f),i.current),n()}catch(h){throw i.current=crypto.randomUUID(),h}});return a`
    <form class="incident-form" onSubmit=${d}>
      <label>
        Title, for colleagues
        <input ref=${l} name="title" required maxlength="100"
          defaultValue=${t?.title} />
      </label>
      <label>
        What customers are told, in one sentence
        <textarea name="told" rows="2" required maxlength="300" defaultValue=${t?.told} />
      </label>
      <label>
        What it is
        <select name="cause" value=${s}
          onChange=${f=>r(f.currentTarget.value)}>
          ${e.map(({code:f,title:h})=>a`<option value=${f}>${h}</option>`)}
        </select>
      </label>
      <fieldset class="incident-scope">
        <legend>Whom it concerns: all that you fill in must apply</legend>
        <label>
          Carrier
          <input name="carrier" maxlength="100" defaultValue=${t?.carrier} />
        </label>
        <label>
          Way to pay
          <input name="payment" maxlength="100" defaultValue=${t?.payment} />
        </label>
        <label>
          Postcodes that begin with
          <input name="postcodes" placeholder="20, 22"
            defaultValue=${t?.postcodes.join(", ")} />
        </label>
        <label>
          in the country
          <input name="country" placeholder="DE" maxlength="2"
            defaultValue=${t?.country} />
        </label>
        <label class="wide">
          Product, brand or SKU
          <input name="product" maxlength="100" defaultValue=${t?.product} />
        </label>
        <label class="wide">
          Topics
          <input name="topics" defaultValue=${t?.topics.join(", ")}
            placeholder=${c.join(", ")||"name at least one"} required=${s==="other"} />
        </label>
      </fieldset>
      <div class="incident-times">
        <label>
          From
          <input name="starts_at" type="datetime-local" required
            defaultValue=${wo(t?.starts_at??new Date().toISOString())} />
        </label>
        <label>
          Until, if known
          <input name="ends_at" type="datetime-local"
            defaultValue=${wo(t?.ends_at??null)} />
        </label>
      </div>
      <p class="error" role="alert">${p}</p>
      <p class="dialog-buttons">
        <button type="button" onClick=${o}>Back</button>
        <button class="primary" disabled=${u}>${t?"Save":"Let the bot know"}</button>
      </p>
    </form>
  `}function ka({desk:e}){let t=e.snapshot.value?.labels??[],[n,o]=m(null),[s,r]=m(0),[i,l]=m(""),c=p=>{o(null),l(p),r(s+1)};return a`
    <${O} desk=${e} title="List of labels">
      <p class="muted">Agents put them on conversations with the key <kbd>l</kbd>, and find by them.</p>
      <ul class="label-list" role="list" aria-label="Known labels">
        ${t.map(p=>a`
          <li key=${p.id}>
            <span class="label">${p.name}</span>
            <button class="quiet" aria-label=${`Rename: ${p.name}`}
              onClick=${()=>o(p)}>Rename</button>
          </li>
        `)}
      </ul>
      ${!t.length&&a`<p class="empty">None yet.</p>`}
      <${Zp} key=${`${n?.id} ${s}`} label=${n} typed=${i} done=${c} />
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function Zp({label:e,typed:t,done:n}){let o=T(null);x(()=>o.current?.focus(),[]);let{error:s,busy:r,submit:i}=A(async c=>{let p=String(c.get("name"));await Us(e?.id??null,p.trim());let u=o.current?.value??"";n(e||u===p?"":u)}),l=A(async()=>{e&&await Bs(e.id),n("")});return a`
    <form class="label-form" onSubmit=${i}>
      <label>${e?`New name for ${e.name}`:"New label"}
        <input ref=${o} name="name" required maxlength="40" autocomplete="off"
          defaultValue=${e?.name??t} />
      </label>
      <p class="dialog-buttons">
        ${e&&a`
          <button type="button" disabled=${l.busy} onClick=${()=>l.run(new FormData)}>Remove everywhere</button>
          <button type="button" onClick=${()=>n("")}>Back</button>
        `}
        <button class="primary" disabled=${r}>${e?"Save":"Add"}</button>
      </p>
      <p class="error" role="alert">${s||l.error}</p>
    </form>
  `}function xa({desk:e}){let t=e.mentions.value;return t.length?a`
    <section class="list mentions">
      <h2>Mentions <span class="count">${t.length}</span></h2>
      <ul aria-label="Mentions" role="list">
        ${t.map(n=>a`
          <li class="mention-entry" key=${n.id}>
            <button class="mention-open" onClick=${()=>e.handling.openMention(n)}>
              <span class="mention-text">${n.text}</span>
              <time datetime=${n.time}>${W(n.time,e.now.value)}</time>
            </button>
            <button class="quiet" aria-label=${`Dismiss: ${n.text}`}
              onClick=${()=>e.handling.dismiss(n.id)}>×</button>
          </li>
        `)}
      </ul>
    </section>
  `:null}function qt({desk:e,channel:t}){let{label:n,marked:o}=j(e.snapshot.value,t);return o&&a`<span class="tag">${n}</span>`}function Sa({desk:e}){let t=e.mine.value;return a`
    <section class="list mine">
      <h2>My conversations <span class="count">${t.length||""}</span></h2>
      <ul aria-label="My conversations" role="list">
        ${t.map(n=>a`<${th} key=${n.id} desk=${e} conversation=${n} />`)}
      </ul>
      ${!t.length&&a`<p class="empty">None yet. What you accept appears here.</p>`}
    </section>
  `}function th({desk:e,conversation:t}){let{id:n,customer_name:o,labels:s,last_text:r,priority:i,updated_at:l}=t,c=e.selected.value===n,p=c?0:e.seen.unreadIn(t),u=(e.typing.until.value[n]??0)>e.now.value,d=e.snapshot.value?.clocks.find(f=>f.conversation_id===n);return a`
    <li class=${`entry ${c?"current":""} ${p?"unread":""}`}>
      <p class="entry-line">
        <span class="entry-name">
          <a href=${B(n)} aria-current=${c?"true":void 0}>
            ${o??"Unknown customer"}
          </a>
          ${(i==="high"||i==="urgent")&&a`
            <span class=${`priority ${i}`}>${v(i)}</span>
          `}
          <${qt} desk=${e} channel=${t.channel} />
        </span>
        <time datetime=${l}>${W(l,e.now.value)}</time>
      </p>
      <p class="entry-line">
        <span class="entry-text">${u?"is typing …":r}</span>
        ${p>0&&a`
          <span class="badge" aria-label=${`${p} unread`}>${p>9?"9+":p}</span>
        `}
      </p>
      ${d&&a`
        <p class="entry-meta">
          <${un} desk=${e} clock=${d} /> <${ut} desk=${e} clock=${d} />
        </p>
      `}
      ${s.length>0&&a`<p class="entry-labels"><${Nt} desk=${e} ids=${s} /></p>`}
    </li>
  `}var Lt=12,eh=64;function Ea({label:e,items:t,total:n,row:o,before:s,more:r}){let{box:i,gap:l,from:c,to:p,height:u,look:d}=nh(n);x(()=>{p>t.length&&t.length<n&&r()},[p,t,n]);let f=n-Math.min(p,t.length);return a`
    <ul aria-label=${e} role="list" ref=${i} onScroll=${d}>
      ${s}
      <li key="above" class="gap" aria-hidden="true" ref=${l} style=${Ca(c*u)} />
      ${t.slice(c,p).map((h,$)=>o(h,{"aria-posinset":c+$+1,"aria-setsize":n}))}
      <li key="below" class="gap" aria-hidden="true" style=${Ca(f*u)} />
    </ul>
  `}var Ca=e=>({height:`${Math.max(0,e)}px`});function nh(e){let t=T(null),n=T(null),[o,s]=m(eh),[{from:r,to:i},l]=m({from:0,to:2*Lt}),c=()=>{if(!t.current||!n.current)return;let{top:u,height:d}=t.current.getBoundingClientRect(),f=u-n.current.getBoundingClientRect().top,h=Math.max(0,Math.floor(f/o/Lt)*Lt-Lt),$=Math.max(2,Math.ceil((f+d)/o/Lt)+1)*Lt;(h!==r||$!==i)&&l({from:h,to:$})};$t(()=>{let u=oh(n.current);u&&Math.abs(u-o)>1&&s(u),c()},[e,r,i,o]);let p=T(c);return p.current=c,x(()=>{let u=new ResizeObserver(()=>p.current());return t.current&&u.observe(t.current),()=>u.disconnect()},[]),{box:t,gap:n,from:r,to:i,height:o,look:c}}function oh(e){let t=e?.nextElementSibling,n=t?.nextElementSibling;return!t||!n||n.matches(".gap")?0:n.getBoundingClientRect().top-t.getBoundingClientRect().top}function Ta({desk:e}){let{queue:t=[],waiting:n=0,offers:o=[]}=e.snapshot.value??{},s=new Map(o.map(l=>[l.handoff_id,l])),r=t.filter(l=>s.has(l.handoff_id)),i=t.filter(l=>!s.has(l.handoff_id));return a`
    <section class="list queue">
      <h2>Queue <span class="count">${n?Or(n):""}</span></h2>
      <${Ea} label="Queue" items=${i} total=${n-r.length}
        before=${r.map(l=>a`
          <${sh} key=${l.handoff_id} desk=${e} item=${l}
            offer=${s.get(l.handoff_id)} />
        `)}
        row=${(l,c)=>a`
          <${rh} key=${l.handoff_id} desk=${e} item=${l} position=${c} />
        `}
        more=${()=>e.moreOfQueue()} />
      ${!n&&a`<p class="empty">Nobody is waiting.</p>`}
    </section>
  `}function Oa({desk:e}){let{queue:t=[],offers:n=[]}=e.snapshot.value??{},o=t.find(s=>s.handoff_id===n[0]?.handoff_id);return a`
    <p class="unseen" role="status">
      ${o&&`Offered to you: ${o.customer_name??"a customer"}. ${Aa(o)}`}
    </p>
  `}function sh({desk:e,item:t,offer:n}){let o=Tr(n.expires_at,e.now.value),s=e.link.value!=="live";return a`
    <li class="entry offered">
      <p class="entry-line">
        <${Da} desk=${e} item=${t} />
        <span class="countdown">${o?`${o} s left`:"ending"}</span>
      </p>
      ${t.wanted&&a`<p class="wanted">${t.wanted}</p>`}
      <p class="situation">${t.situation}</p>
      <p class="entry-meta">
        ${ot(t.reason.code)} · ${v(t.skill)} · waiting${" "}
        <${X} desk=${e} since=${t.created_at} />
        ${" "}<${ut} desk=${e} clock=${Ra(e,t)} />
      </p>
      <${ih} desk=${e} item=${t} />
      <p class="entry-buttons">
        <button class="primary" disabled=${s} onClick=${()=>e.handling.accept(n)}>Accept</button>
        <button disabled=${s} onClick=${()=>e.handling.decline(n)}>Decline</button>
      </p>
    </li>
  `}function rh({desk:e,item:t,position:n}){let o=e.selected.value===t.conversation_id;return a`
    <li class=${`entry queued ${o?"current":""}`} ...${n}>
      <p class="entry-line">
        <${Da} desk=${e} item=${t} />
        <${X} desk=${e} since=${t.created_at} />
      </p>
      <p class="entry-text">${Aa(t)}</p>
      <p class="entry-meta">
        ${t.offered_to&&`Offered to ${e.nameOf(t.offered_to)} · `}
        ${ot(t.reason.code)} · ${v(t.skill)}
        ${" "}<${ut} desk=${e} clock=${Ra(e,t)} />
        ${" "}<${Nt} desk=${e} ids=${t.labels} />
      </p>
    </li>
  `}var Aa=e=>e.wanted??e.situation;function Ra(e,t){return e.snapshot.value?.clocks.find(n=>n.handoff_id===t.handoff_id)}function Da({desk:e,item:t}){return a`
    <span class="entry-name">
      <a href=${B(t.conversation_id)}>
        ${t.customer_name??"Unknown customer"}
      </a>
      ${t.priority!=="normal"&&a`
        <span class=${`priority ${t.priority}`}>${v(t.priority)}</span>
      `}
      <${qt} desk=${e} channel=${t.channel} />
    </span>
  `}var ih=({desk:e,item:{labels:t}})=>t.length>0&&a`<p class="entry-labels"><${Nt} desk=${e} ids=${t} /></p>`;var ah="new";function Na({desk:e}){let{replies:t}=e,[n,o]=m(null),[s,r]=m("");async function i(c){try{r(""),await c(),o(null)}catch(p){r(k(p))}}x(()=>{i(()=>t.read())},[]);let l=t.known.value.find(c=>c.id===n)??null;return a`
    <${O} desk=${e} title="Canned replies">
      <p class="error" role="alert">${s}</p>
      ${n?a`<${ch} key=${n} reply=${l} cancel=${()=>o(null)}
            save=${c=>i(()=>t.save(l?.id??null,c))}
            remove=${()=>i(()=>t.remove(n))} />`:a`<${lh} desk=${e} edit=${o} />`}
    <//>
  `}function lh({desk:e,edit:t}){let n=e.replies.known.value;return a`
    <p class="muted">Agents find them with <kbd>/</kbd> at the beginning of a reply.</p>
    <ul class="incidents" role="list" aria-label="Known replies">
      ${n.map(({id:o,title:s,text:r,edited_by:i})=>a`
        <li class="incident off" key=${o}>
          <p class="incident-line">
            <strong>${s}</strong>
            <button class="quiet" aria-label=${`Change: ${s}`} onClick=${()=>t(o)}>
              Change
            </button>
          </p>
          <p>${r}</p>
          <p class="muted">edited by ${i}</p>
        </li>
      `)}
    </ul>
    ${!n.length&&a`<p class="empty">None yet.</p>`}
    <p class="dialog-buttons">
      <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      <button class="primary" onClick=${()=>t(ah)}>Add a reply</button>
    </p>
  `}function ch({reply:e,cancel:t,remove:n,save:o}){function s(r){r.preventDefault();let i=new FormData(r.currentTarget);o({title:String(i.get("title")).trim(),text:String(i.get("text")).trim()})}return a`
    <form class="incident-form" onSubmit=${s}>
      <label>Title, to find it by
        <input name="title" required maxlength="60" defaultValue=${e?.title} />
      </label>
      <label>Text; {customer}, {agent} and {order} are filled in
        <textarea name="text" rows="6" required maxlength="5000" defaultValue=${e?.text} />
      </label>
      <p class="dialog-buttons">
        ${e&&a`<button type="button" onClick=${n}>Remove</button>`}
        <button type="button" onClick=${t}>Back</button>
        <button class="primary">Save</button>
      </p>
    </form>
  `}var uh=["upset","tense","neutral","friendly"].map(e=>[e,v(e)]),ph=[5,4,3,2,1].map(e=>[e,"★".repeat(e)]);function La({desk:e,change:t}){let{finder:n}=e,{text:o,...s}=n.wanted.value,r=Object.keys(s).length,i=(e.snapshot.value?.agents??[]).map(u=>[u.id,u.name]),l=(e.snapshot.value?.labels??[]).map(u=>[u.id,u.name]),c=(e.snapshot.value?.channels??[]).map(u=>[u.name,u.label]),p=n.topics.value.map(u=>[u,v(u)]);return a`
    <details class="search-filters" open=${r>0}>
      <summary>Filters${r?` (${r})`:""}</summary>
      <div class="filters" onChange=${t}>
        <${bt} desk=${e} field="agent_id" title="Agent" choices=${i} />
        <${bt} desk=${e} field="channel" title="Channel" choices=${c} />
        <${bt} desk=${e} field="label" title="Label" choices=${l} />
        <${bt} desk=${e} field="topic" title="Topic" choices=${p} />
        <${bt} desk=${e} field="reason" title="Handed over because"
          choices=${Object.entries(co)} />
        <${bt} desk=${e} field="mood" title="Mood" choices=${uh} />
        <${bt} desk=${e} field="rating" title="Rating" choices=${ph} />
        <${qa} desk=${e} field="since" title="From" />
        <${qa} desk=${e} field="until" title="Until" />
        <p class="muted search-zone">Days in ${Le()}</p>
      </div>
    </details>
  `}function bt({desk:e,field:t,title:n,choices:o}){let s=e.finder.wanted.value[t];return a`
    <label>${n}
      <select name=${t}>
        <option value="">Any</option>
        ${o.map(([r,i])=>a`
          <option value=${r} selected=${r===s}>${i}</option>
        `)}
      </select>
    </label>
  `}function qa({desk:e,field:t,title:n}){let o=e.finder.wanted.value[t];return a`<label>${n}<input name=${t} type="date" defaultValue=${o} /></label>`}var hh=300,dh={ArrowDown:1,ArrowUp:-1};function Pa({desk:e}){let{finder:t}=e,n=T(null),o=T(0),s=t.hits.value;x(()=>(t.readTopics(),n.current?.querySelector("input")?.select(),()=>clearTimeout(o.current)),[]);let r=()=>{clearTimeout(o.current),n.current&&t.find(Qn(new FormData(n.current)))},i=()=>{clearTimeout(o.current),o.current=setTimeout(r,hh)},l=u=>{e.dialog.value=null,e.select(u.conversation_id,u.seq||null)};return a`
    <${O} desk=${e} title="Find">
      <form class="search" ref=${n} onSubmit=${u=>{u.preventDefault();let d=t.hits.peek()?.[t.chosen.peek()],f=JSON.stringify(Qn(new FormData(u.currentTarget)));d&&f===JSON.stringify(t.wanted.peek())?l(d):r()}} onKeyDown=${u=>{let d=dh[u.key];!d||!(u.target instanceof HTMLInputElement)||u.target.name!=="text"||(u.preventDefault(),t.choose(d))}}>
        <input name="text" type="search" maxlength="200" autocomplete="off" spellcheck="false"
          role="combobox" aria-label="Find" aria-expanded=${!!s?.length} aria-controls="hits"
          aria-activedescendant=${s?.length?`hit-${t.chosen.value}`:void 0}
          placeholder="Words of a message or note, a name, an order number"
          defaultValue=${t.wanted.value.text??""} onInput=${i} />
        <${La} desk=${e} change=${r} />
      </form>
      <p class="error" role="alert">${t.error.value}</p>
      <p class="unseen" role="status">${s&&`${s.length} found`}</p>
      <ul class="hits" id="hits" role="listbox" aria-label="Found">
        ${s?.map((u,d)=>a`
          <${fh} key=${u.id} desk=${e} hit=${u} place=${d} open=${l} />
        `)}
      </ul>
      ${s?.length===0&&!t.error.value&&a`<p class="empty">Nothing found.</p>`}
      <p class="dialog-buttons search-foot">
        <span class="muted"><kbd>↓</kbd> <kbd>↑</kbd> choose · <kbd>Enter</kbd> opens · ${" "}
          "two words" in this order</span>
        ${t.more&&a`<button onClick=${()=>t.readOn()}>More</button>`}
        <button onClick=${()=>e.dialog.value=null}>Close</button>
      </p>
    <//>
  `}function fh({desk:e,hit:t,place:n,open:o}){let s=e.finder.chosen.value===n,r=T(null);return x(()=>{s&&r.current?.scrollIntoView({block:"nearest"})},[s]),a`
    <li ref=${r} id=${`hit-${n}`} role="option" aria-selected=${s}
      class=${`hit ${s?"chosen":""}`} onClick=${()=>o(t)}>
      <p class="hit-line">
        <strong>${t.customer_name??"Unknown customer"}</strong>
        <span class="muted">${mh(t)}</span>
        ${t.kind==="note"&&a`<span class="tag">Internal note</span>`}
        <${qt} desk=${e} channel=${t.channel} />
        <time class="end" datetime=${t.at}>${W(t.at,e.now.value)}</time>
      </p>
      <p class="hit-text">
        ${!t.pieces.length&&a`<span class="muted">A web visitor whom nobody knows yet</span>`}
        ${t.pieces.map(i=>i.hit?a`<mark>${i.text}</mark>`:i.text)}
      </p>
    </li>
  `}function mh({seq:e,author_kind:t,author_name:n}){return e?t==="customer"?"wrote":n??(t==="system"?"the desk":""):"customer"}var Ia=V("notifications-declined",!1),$h=[["available","Available"],["away","Away"]],gh=[["floor","Floor"],["reports","Reports"],["accounts","Accounts"],["audit","Audit"]];function Fa({desk:e,leave:t}){let n=e.snapshot.value?.agent;return a`
    <header class="self">
      <div class="self-line">
        <img src="/web/console/icon.svg" alt="" width="22" height="22" />
        <strong>${n?.name}</strong>
        <button class="quiet" title="Keyboard shortcuts (?)"
          onClick=${()=>e.dialog.value="shortcuts"}>Keys</button>
        <button class="quiet" title="Your logins, password and second factor"
          onClick=${()=>e.dialog.value="own-account"}>You</button>
        <button class="quiet" onClick=${t}>Log out</button>
      </div>
      <${yh} desk=${e} />
      <fieldset class="presence">
        <legend class="unseen">Presence</legend>
        ${$h.map(([o,s])=>a`
          <label class=${o}>
            <input type="radio" name="presence" checked=${n?.presence===o}
              onChange=${()=>e.handling.setPresence(o)} />
            <span>${s}</span>
          </label>
        `)}
      </fieldset>
      <${vh} />
    </header>
  `}function yh({desk:e}){let t=e.view.value;return a`
    <div class="pages">
      <button class="quiet" title="Find a message, a note or a customer (/ or Ctrl+K)"
        onClick=${()=>e.dialog.value="search"}>Find</button>
      ${e.may("incidents")&&a`
        <button class="quiet" title="What goes wrong for many (i)"
          onClick=${()=>e.dialog.value="incidents"}>Incidents</button>
      `}
      ${e.may("replies")&&a`
        <button class="quiet" onClick=${()=>e.dialog.value="replies"}>Replies</button>
      `}
      ${e.may("labels")&&a`
        <button class="quiet" onClick=${()=>e.dialog.value="label-list"}>Labels</button>
      `}
      ${gh.filter(([n])=>e.may(n)).map(([n,o])=>a`
        <a href=${`#/${n}`} aria-current=${t===n?"page":void 0}>${o}</a>
      `)}
    </div>
  `}function vh(){return ge.value!=="default"||Ia.value?null:a`
    <p class="ask">
      Hear of an offer while you are in another tab?
      <span>
        <button class="quiet" onClick=${ys}>Notify me</button>
        <button class="quiet" onClick=${()=>Ia.value=!0}>Not now</button>
      </span>
    </p>
  `}var bh=[["Ctrl + K","Find, also while writing"],["Alt + ↓","Next conversation, also while writing"],["Alt + ↑","Previous conversation, also while writing"],["Enter","Send what is in the box"],["Shift + Enter","New line in the box"],["Esc","Leave the box or a dialog"]];function Ma({desk:e}){let t=so.map(({key:n,words:o})=>[n,o]);return a`
    <${O} desk=${e} title="Keyboard shortcuts">
      <dl class="keys">
        ${[...t,...bh].map(([n,o])=>a`
          <div><dt><kbd>${n}</kbd></dt><dd>${o}</dd></div>
        `)}
      </dl>
      <label class="check">
        <input type="checkbox" checked=${Qt.value}
          onChange=${()=>Qt.value=!Qt.value} />
        Single-key shortcuts
      </label>
      <p class="dialog-buttons">
        <button onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function Ua({desk:e}){return a`
    <div class="undo" role="status">
      ${e.resolving.all.map(({conversation_id:t,name:n,due:o})=>a`
        <p key=${t}>
          Resolving: ${n??"Unknown customer"}
          <button onClick=${()=>e.resolving.undo(t)}>
            Undo <span aria-hidden="true">(${Math.max(0,Math.ceil((o-e.now.value)/1e3))})</span>
          </button>
        </p>
      `)}
    </div>
  `}var _h={floor:fa,reports:nn,accounts:ci,audit:fi};function Ba({desk:e,leave:t}){return e.snapshot.value?a`
    <div class="page">
      <${$o} desk=${e} />
      <nav class="left" aria-label="Work">
        <div>
          <${Fa} desk=${e} leave=${t} />
          <${xa} desk=${e} />
        </div>
        <${Sa} desk=${e} />
        <${Ta} desk=${e} />
      </nav>
      <${wh} desk=${e} />
      <${Ua} desk=${e} />
      <${Oa} desk=${e} />
      ${e.dialog.value==="shortcuts"&&a`<${Ma} desk=${e} />`}
      ${e.dialog.value==="own-account"&&a`<${Dr} desk=${e} />`}
      ${e.dialog.value==="search"&&a`<${Pa} desk=${e} />`}
      ${e.dialog.value==="replies"&&a`<${Na} desk=${e} />`}
      ${e.dialog.value==="label-list"&&a`<${ka} desk=${e} />`}
      ${e.dialog.value==="incidents"&&a`<${wa} desk=${e} />`}
    </div>
  `:a`<${$o} desk=${e} />`}function wh({desk:e}){let t=e.view.value;return t!=="conversation"?a`<main class="wide"><${_h[t]} desk=${e} /></main>`:a`
    <main class="middle"><${aa} desk=${e} /></main>
    <aside class="right" aria-label="Case"><${wi} desk=${e} /></aside>
  `}function Wa({agent:e,leave:t}){return a`
    <main class="login">
      <div class="login-form secure-first">
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Hello ${e.name}</h1>
        <p class="muted">
          This desk can be reached from the internet: admins need a second factor before they do anything else.
        </p>
        <${tn} isOn=${!1} changed=${()=>location.reload()} />
        <p><button class="quiet" onClick=${t}>Log out</button></p>
      </div>
    </main>
  `}var kh=3e3,hn=y(null),ja=y(!0),Ha=y(""),xo=y(null),So=y(null),dn=y(Zt().view==="join"?Zt().id:null);function Co(e){e.lacks_factor?So.value=e:e.may.includes("desk")?Sh():xo.value=e}function xh(e){history.replaceState(null,"",location.pathname),dn.value=null,Co(e)}function Sh(){let e=new Oe,t=new Qe(e,Eh);t.goTo(Zt()),t.start(),Ch(t),dr(t),vs(t),ms(e),hn.value=t}function Zt(){return er(location.hash)}function Ch(e){addEventListener("hashchange",()=>{Zt().view==="join"?location.reload():e.goTo(Zt())}),U(()=>{let[t,n,o]=[e.view.value,e.selected.value,e.target.value],s=t==="conversation"?n&&B(n,o):`#/${t}`;s&&s!==location.hash&&history.replaceState(null,"",s)})}async function ko(){await hn.value?.resolving.tell(1/0),await fs(),location.reload()}async function Eh(){await vr(),await Rn().catch(t=>k(t))===null&&location.reload()}async function Va(){try{let e=dn.value?null:await Rn();e&&Co(e),ja.value=!1}catch(e){Ha.value=k(e),setTimeout(Va,kh)}}var Th=()=>a`<${Oh} /><${xr} />`;function Oh(){return ja.value?a`<p class="waiting" role="status">${Ha.value}</p>`:hn.value?a`<${Ba} desk=${hn.value} leave=${ko} />`:dn.value?a`<${Cr} token=${dn.value} done=${xh} />`:So.value?a`<${Wa} agent=${So.value} leave=${ko} />`:xo.value?a`<${Gr} agent=${xo.value} leave=${ko} />`:a`<${Er} done=${Co} />`}Uo(a`<${Th} />`,document.getElementById("console"));Va();
/*!
 * Socket.IO v4.8.4
 * (c) 2014-2026 Guillermo Rauch
 * Released under the MIT License.
 */
