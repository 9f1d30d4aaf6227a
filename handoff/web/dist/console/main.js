var O,Bo,vn,lt,bn,re,Mo,oe,Uo,_n,yn,bl,Ft=Symbol.for("pv"),ie={},ae=[],yl=/^m(i|n|o|s|text|space)$/,wn=Array.isArray,kn=ae.slice,$t=Object.assign;function mt(e){e&&e.parentNode&&e.remove()}function le(e,t,n){var o,s,r,i={},l=arguments.length;for(r in t)r=="key"?o=t[r]:r=="ref"&&typeof e!="function"?s=t[r]:i[r]=t[r];return l>2&&(i.children=l>3?kn.call(arguments,2):n),It(e,i,o,s,null)}function It(e,t,n,o,s){var r={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Ft,__v:s||++Bo,__i:-1,__u:0};return!s&&O.vnode&&O.vnode(r),r}function gt(e){return e.children}function xt(e,t){this.props=e,this.context=t,this.__g=0}function ct(e,t){if(t==null)return e.__&&ct(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:ct(e)}function vl(e){var t,n=e.__v,o=n.__e,s=[],r=[],i=e.__P;i&&((t=$t({constructor:Ft},n)).__v=n.__v+1,O.vnode&&O.vnode(t),xn(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,s,o||ct(n),32&n.__u,r),t.__v=n.__v,t.__.__k[t.__i]=t,zo(s,t,r),n.__=n.__e=null,t.__e!=o&&Wo(t))}function Wo(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),Wo(e)}function Io(e){(8&e.__g||(e.__g|=8,lt.push(e),re++))&&bn==O.debounceRendering||((bn=O.debounceRendering)||queueMicrotask)(jo)}function jo(){try{for(var e,t=1;lt.length;)lt.length>t&&lt.sort(Mo),e=lt.shift(),t=lt.length,8&e.__g&&vl(e)}finally{(re=lt.length)&&(bn||queueMicrotask)(jo)}}function Ho(e,t,n,o,s,r,i,l,c,p,u){var h,f,d,$,g,_,C=o.__k||ae,T=t.length;for(c=_l(n,t,C,c,T),h=0;h<T;h++)(d=n.__k[h])!=null&&(f=~d.__i&&C[d.__i]||ie,d.__i=h,_=xn(e,d,f,s,r,i,l,c,p,u),$=d.__e,(f.ref!=d.ref||8&f.__u)&&(f.ref&&Sn(f.ref,null,d,f),d.ref&&u.push(d.ref,d.__c||$,d)),g=g||$,4&d.__u?(c=Vo(d,c,e,!f.__v),f.__e&&(f.__e=null)):typeof d.type=="function"&&_!==void 0?c=_:$&&(c=$.nextSibling),d.__u&=-21);return n.__e=g,c}function _l(e,t,n,o,s){var r,i,l,c,p,u,h,f,d,$=n.length,g=$,_=0,C=0,T=e.__k=Array(s);for(r=0;r<s;r++)(i=t[r])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=T[r]=It(null,i):wn(i)?i=T[r]=It(gt,{children:i}):i.constructor===Ft&&i.__b?i=T[r]=It(i.type,i.props,i.key,i.ref,i.__v):T[r]=i,c=r+_,i.__=e,i.__b=e.__b+1,l=null,~(p=i.__i=wl(i,n,c,g))&&(g--,(l=n[p])&&(l.__u|=2)),l&&l.__v?(i.__u|=16,p==c-1?_--:p==c+1?_++:p!=c&&(p>c?_--:_++,C=1)):(~p||(s>$?_--:s<$&&_++),typeof i.type!="function"&&(i.__u|=4))):T[r]=null;if(C){for(u=[],h=[],r=0;r<s;r++)if((i=T[r])&&16&i.__u){for(_=0,f=u.length;_<f;)u[d=_+f>>1]<i.__i?_=d+1:f=d;u[_]=i.__i,h[r]=_+1}for(_=u.length;r--;)h[r]&&(h[r]==_?_--:T[r].__u|=4)}if(g)for(r=0;r<$;r++)!(l=n[r])||2&l.__u||(l.__e==o&&(o=ct(l)),Cn(l,l));return o}function Vo(e,t,n,o){var s,r,i,l;if(typeof e.type=="function"){if(e.props.__P)return t;if(s=e.__k)for(r=0;r<s.length;r++)s[r]&&(s[r].__=e,t=Vo(s[r],t,n,!1));return t}for(t&&!t.parentNode&&(t=ct(e))&&!t.parentNode&&(t=null),i=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(i!=l&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function wl(e,t,n,o){var s,r=e.key,i=e.type,l=t[n],c=l&&!(2&l.__u);if(l===null&&r==null||c&&r==l.key&&i==l.type)return n;if(o>(c?1:0)){for(s=n-1;s>=0;s--)if((l=t[s])&&!(2&l.__u)&&r==l.key&&i==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&r==l.key&&i==l.type)return s}return-1}function Fo(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function ne(e,t,n,o,s){var r,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||Fo(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Fo(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=yn[t]||(yn[t]=kl(t)),(e.__a||(e.__a={}))[t]=_n,r=t!=(t=t.replace(Uo,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,r):e.removeEventListener(t,i,r));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function kl(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[oe]==null)t[oe]=_n++;else if(t[oe]<this.__a[e])return;return n(O.event?O.event(t):t)}}}function xn(e,t,n,o,s,r,i,l,c,p){var u,h,f,d,$,g,_,C,T,W,N,gn,Lo,ee,ht,Po,at,ft,st=t.type;if(t.constructor!==Ft)return null;128&n.__u&&(c=32&n.__u,u=n.__c.__z)&&(t.__u|=c,h=r=[],u.nodeType==8?l=se(u,r):r.push(u),l=r[0]||l),(u=O.__b)&&u(t);t:if(typeof st=="function"){f=i.length;try{if(C=t.props,T=(u=st.prototype)&&u.render,W=(u=st.contextType)&&o[u.__c],N=u?W?W.props.value:u.__:o,(d=n.__c)?(t.__c=d,2&d.__g&&(d.__g|=1)):(T?t.__c=d=new st(C,N):(t.__c=d=new xt(C,N),d.constructor=st,d.render=Sl),W&&W.sub(d),d.state||(d.state={}),d.__n=o,d.__g|=8,d.__h=[],d.__k=[]),T&&(d.__s||(d.__s=d.state),st.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=$t({},d.__s)),$t(d.__s,st.getDerivedStateFromProps(C,d.__s)))),$=d.props,g=d.state,d.__v=t,n.__c){if(C!==$&&T&&!st.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(C,N),t.__v==n.__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&d.shouldComponentUpdate(C,d.__s,N)===!1){t.__v!=n.__v&&(d.props=C,d.state=d.__s,d.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(G){G&&(G.__=t)}),ae.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&i.push(d),l=ct(n);break t}d.componentWillUpdate&&d.componentWillUpdate(C,d.__s,N),T&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate($,g,_)})}else T&&!st.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),T&&d.componentDidMount&&d.__h.push(d.componentDidMount);d.context=N,d.props=C,d.__P=e,d.__g&=-5,gn=O.__r,Lo=T?25:0;do d.__g&=-9,gn&&gn(t),u=d.render(d.props,d.state=d.__s,d.context);while(8&d.__g&&++Lo<25);T&&(ae.push.apply(d.__h,d.__k),d.__k=[]),d.state=d.__s,d.getChildContext&&(o=$t({},o,d.getChildContext())),T&&n.__c&&d.getSnapshotBeforeUpdate&&(_=d.getSnapshotBeforeUpdate($,g)),ee=u&&u.type===gt&&u.key==null?u.props.children:u,C.__P&&(u=l,s=(e=C.__P).namespaceURI,c=r=null,n.props&&n.props.__P!=e&&(n.__k.some(function(G){G&&Cn(G,G)}),n.__k=null),l=n.__k?ct(n,0):null),l=Ho(e,wn(ee)?ee:[ee],t,n,o,s,r,i,l,c,p),C.__P&&(t.__e=null,l=u),t.__u&=-161,h&&h.some(mt),d.__h.length&&i.push(d),1&d.__g&&(d.__g&=-4)}catch(G){if(i.length=f,t.__v=null,c||r)if(G&&G.then){if(t.__u|=128|c,r){for(~(at=r.indexOf(l||void 0))||(at=r.length);(ft=r[at-1])&&ft.nodeType==8;)at--;for(;at<r.length;at++)if(ft=r[at])if(r[at]=null,ht){if(ft==Po)break}else{if(ft.nodeType!=8)break;ft.data.startsWith("$s")&&(Po=se(ht=ft))}}if(!ht){for(;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;ht=l}(u=se(ht=t.__c.__z||(t.__c.__z=ht)))?(t.__e=ht,l=u):t.__e=l,l=l&&l.nextSibling}else r&&r.some(mt);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),G&&G.then||Ko(t),O.__e(G,t,n)}}else l=t.__e=xl(n.__e,t,n,o,s,r,i,c,p,e);return(u=O.diffed)&&u(t),l}function se(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function Ko(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(Ko))}function zo(e,t,n){for(var o=0;o<n.length;)Sn(n[o++],n[o++],n[o++]);O.__c&&O.__c(t,e),e.some(function(s){try{e=s.__h,s.__h=[],e.some(function(r){r.call(s)})}catch(r){O.__e(r,s.__v)}})}function xl(e,t,n,o,s,r,i,l,c,p){var u,h,f,d,$,g,_,C,T=n.props||ie,W=t.props,N=t.type;if(N=="svg"?s="http://www.w3.org/2000/svg":N=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),r){for(u=0;u<r.length;u++)if(($=r[u])&&(N?$.localName==N:$.nodeType==3)){e=$,r[u]=null;break}}if(!e){if(C=p.ownerDocument||document,!N)return C.createTextNode(W);e=C.createElementNS(s,N,W.is?W:p),l&&(O.__m&&O.__m(t,r),l=!1),r=null}if(N){if(p=N=="template"&&e.content||e,r=N=="textarea"&&W.defaultValue!=null?null:r&&kn.call(p.childNodes),!l&&r)for(T={},u=0;u<e.attributes.length;u++)T[($=e.attributes[u]).name]=$.value;for(u in T)$=T[u],u=="dangerouslySetInnerHTML"?f=$:u=="children"||u in W||u=="value"&&"defaultValue"in W||u=="checked"&&"defaultChecked"in W||ne(e,u,null,$,s);for(u in W)$=W[u],u=="children"?d=$:u=="dangerouslySetInnerHTML"?h=$:u=="value"?g=$:u=="checked"?_=$:l&&typeof $!="function"||T[u]===$||ne(e,u,$,T[u],s);h?(l||f&&(h.__html==f.__html||h.__html==e.innerHTML)||(e.innerHTML=h.__html),t.__k=[]):(f&&(e.textContent=""),(N=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&yl.test(N))&&(s="http://www.w3.org/1999/xhtml"),Ho(p,wn(d)?d:[d],t,n,o,s,r,i,r?r[0]:n.__k&&ct(n,0),l,c),r&&r.some(mt)),l&&N!="textarea"||(u="value",N=="progress"&&g==null?e.removeAttribute(u):g==null||g===e[u]&&(N!="progress"||g)||ne(e,u,g,T[u],s),u="checked",_!=null&&_!=e[u]&&ne(e,u,_,T[u],s))}else T===W||l&&e.data==W||(e.data=W);return e}function Sn(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){O.__e(s,n)}}function Cn(e,t,n){var o,s,r,i;if(O.unmount&&O.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||Sn(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){O.__e(l,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&Cn(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=se(o,r=[]))&&(o==e.__e&&r.some(mt),mt(s),mt(o)),n||mt(e.__e),e.__e=e.__c=e.__=null}function Sl(e,t,n){return this.constructor(e,n)}function Yo(e,t){var n,o,s,r;O.__&&O.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=It(gt,{children:[e]}),s=[],r=[],xn(t,t.__k,o||ie,ie,t.namespaceURI,o?null:t.firstChild?kn.call(t.childNodes):null,s,o?o.__e:t.firstChild,n,r),zo(s,t.__k,r),t.__k.props.children=null}O={__e:function(e,t,n,o){for(var s,r,i;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((i=(r=s.constructor)&&r.getDerivedStateFromError)&&s.setState(r.getDerivedStateFromError(e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),i=1),i&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw re=0,e}},Bo=0,vn=function(e){return e!=null&&e.constructor===Ft},xt.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=$t({},this.state)),typeof e=="function"&&(e=e($t({},n),this.props)),e&&($t(n,e),this.__v&&(t&&this.__k.push(t),Io(this)))},xt.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Io(this))},xt.prototype.render=gt,lt=[],re=0,Mo=function(e,t){return e.__v.__b-t.__v.__b},oe=Symbol(),Uo=/(PointerCapture)$|Capture$/i,_n=0,yn={},bl=0;var St,I,En,Go,Tn=Object.is,ce=0,ss=[],On=[],P=O,Jo=P.__b,Qo=P.__r,Xo=P.diffed,Zo=P.__c,ts=P.unmount,es=P.__;function ue(e,t){P.__h&&P.__h(I,e,ce||t),ce=0;var n=I.__H||(I.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function m(e){return ce=1,Cl(rs,e)}function Cl(e,t,n){var o=ue(St++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):rs(void 0,t),function(r){var i=(o.__N||o.__)[0],l=o.t(i,r);Tn(i,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=I,!I.__f)){I.__f=!0;var s=I.shouldComponentUpdate;I.shouldComponentUpdate=function(r,i,l){var c=this.__H;if(!c)return!0;var p=!1,u=this.props!=r;if(c.__.some(function(f){f.__N&&(p=!0,Tn(f.__[0],f.__N[0])||(u=!0))}),s){var h=s.call(this,r,i,l);return p?h||u:h}return!p||u}}return o.__}function x(e,t){var n=ue(St++,3);!P.__s&&Rn(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,I.__H.__h.push(n))}function bt(e,t){var n=ue(St++,4);!P.__s&&Rn(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,I.__h.push(n))}function A(e){return ce=5,ut(function(){return{current:e}},[])}function ut(e,t){var n=ue(St++,7);return Rn(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function El(){var e;do{for(;e=On.shift();)try{Bt(e)}catch(n){P.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=ss.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Bt),t.__h.some(An),t.__h=[]}catch(n){t.__h=[],P.__e(n,e.__v)}}}while(On.length)}P.__b=function(e){I=null,Jo&&Jo(e)},P.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),es&&es(e,t)},P.__r=function(e){Qo&&Qo(e),St=0;var t=(I=e.__c).__H;t&&(En==I?I.__h=[]:(t.__h.some(Bt),t.__h.some(An),St=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),En=I},P.diffed=function(e){Xo&&Xo(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&os(ss.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),En=I=null},P.__c=function(e,t){t.some(function(n){try{n.__h.some(Bt),n.__h=n.__h.filter(function(o){return!o.__||An(o)})}catch(o){n.__h=[function(){throw o}]}}),Zo&&Zo(e,t)},P.unmount=function(e){ts&&ts(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,os(On.push(s))}else Bt(s)}catch(r){t=r}}),o.__H=void 0,t&&P.__e(t,o.__v))};var ns=typeof requestAnimationFrame=="function";function Tl(e){var t,n=function(){clearTimeout(o),ns&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);ns&&(t=requestAnimationFrame(n))}function os(e){e!=1&&Go==P.requestAnimationFrame||((Go=P.requestAnimationFrame)||Tl)(El)}function Bt(e){var t=I,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),I=t}function An(e){var t=I;e.__c=e.__(),I=t}function Rn(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!Tn(n,e[o])})}function rs(e,t){return typeof t=="function"?t(e):t}var Ol=Symbol.for("preact-signals");function fe(){if(rt>1){rt--;return}let e,t=!1;for((function(){let n=pe;for(pe=void 0;n!==void 0;){let o=n.S;if(o.v===n.v)for(let s=o.t;s!==void 0;s=s.x)s.i===n.i&&(s.i=o.i);n=n.o}})();Ut!==void 0;){let n=Ut;for(Ut=void 0,de++;n!==void 0;){let o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&as(n))try{n.c()}catch(s){t||(e=s,t=!0)}n=o}}if(de=0,rt--,t)throw e}function J(e){if(rt>0)return e();Dn=++Al,rt++;try{return e()}finally{fe()}}var R,Mt,Ut;function Wt(e){let t=R,n=Mt;R=void 0,Mt=void 0;try{return e()}finally{R=t,Mt=n}}var pe,rt=0,de=0,Al=0,Dn=0,he=0;function is(e){if(R===void 0)return;let t=e.n;if(t===void 0||t.t!==R)return t={i:0,S:e,p:R.s,n:void 0,t:R,e:void 0,x:void 0,r:t},R.s!==void 0&&(R.s.n=t),R.s=t,e.n=t,32&R.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=R.s,t.n=void 0,R.s.n=t,R.s=t),t}function M(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}M.prototype.brand=Ol;M.prototype.h=function(){return!0};M.prototype.S=function(e){let t=this.t;t!==e&&e.e===void 0&&(e.x=t,this.t=e,t!==void 0?t.e=e:Wt(()=>{var n;(n=this.W)==null||n.call(this)}))};M.prototype.U=function(e){if(this.t!==void 0){let t=e.e,n=e.x;t!==void 0&&(t.x=n,e.e=void 0),n!==void 0&&(n.e=t,e.x=void 0),e===this.t&&(this.t=n,n===void 0&&Wt(()=>{var o;(o=this.Z)==null||o.call(this)}))}};M.prototype.subscribe=function(e){return j(()=>{let t=this.value;Wt(()=>e(t))},{name:"sub"})};M.prototype.valueOf=function(){return this.value};M.prototype.toString=function(){return this.value+""};M.prototype.toJSON=function(){return this.value};M.prototype.peek=function(){return Wt(()=>this.value)};Object.defineProperty(M.prototype,"value",{get(){let e=is(this);return e!==void 0&&(e.i=this.i),this.v},set(e){if(e!==this.v){if(de>100)throw new Error("Cycle detected");(function(t){rt!==0&&de===0&&t.l!==Dn&&(t.l=Dn,pe={S:t,v:t.v,i:t.i,o:pe})})(this),this.v=e,this.i++,he++,rt++;try{for(let t=this.t;t!==void 0;t=t.x)t.t.N()}finally{fe()}}}});function b(e,t){return new M(e,t)}function as(e){for(let t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function ls(e){for(let t=e.s;t!==void 0;t=t.n){let n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function cs(e){let t,n=e.s;for(;n!==void 0;){let o=n.p;n.i===-1?(n.S.U(n),o!==void 0&&(o.n=n.n),n.n!==void 0&&(n.n.p=o)):t=n,n.S.n=n.r,n.r!==void 0&&(n.r=void 0),n=o}e.s=t}function yt(e,t){M.call(this,void 0,t),this.x=e,this.s=void 0,this.g=he-1,this.f=4}yt.prototype=new M;yt.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===he))return!0;if(this.g=he,this.f|=1,this.i>0&&!as(this))return this.f&=-2,!0;let e=R;try{ls(this),R=this;let t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(t){this.v=t,this.f|=16,this.i++}return R=e,cs(this),this.f&=-2,!0};yt.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(let t=this.s;t!==void 0;t=t.n)t.S.S(t)}M.prototype.S.call(this,e)};yt.prototype.U=function(e){if(this.t!==void 0&&(M.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(let t=this.s;t!==void 0;t=t.n)t.S.U(t)}};yt.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(let e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(yt.prototype,"value",{get(){if(1&this.f)throw new Error("Cycle detected");let e=is(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function Y(e,t){return new yt(e,t)}function us(e){let t=e.j;if(e.j=void 0,typeof t=="function"){rt++;let n=R;R=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Nn(e),o}finally{R=n,fe()}}}function Nn(e){for(let t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,us(e)}function Rl(e){if(R!==this)throw new Error("Out-of-order effect");cs(this),R=e,this.f&=-2;try{8&this.f&&Nn(this)}finally{fe()}}function Ct(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Mt&&Mt.push(this)}Ct.prototype.c=function(){let e=this.S();try{if(8&this.f||this.x===void 0)return;let t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Ct.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,us(this),ls(this),rt++;let e=R;return R=this,Rl.bind(this,e)};Ct.prototype.N=function(){2&this.f||(this.f|=2,this.u=Ut,Ut=this)};Ct.prototype.d=function(){this.f|=8,1&this.f||Nn(this)};Ct.prototype.dispose=function(){this.d()};function j(e,t){let n=new Ct(e,t);try{n.c()}catch(s){throw n.d(),s}let o=n.d.bind(n);return o[Symbol.dispose]=o,o}var Dl=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__,ps,$e,me;var ds=[];j(function(){ps=this.N})();function Et(e,t){O[e]=t.bind(null,O[e]||(()=>{}))}function jt(e){if(me){let t=me;me=void 0,t()}me=e&&e.S()}function hs({data:e}){let t=ql(e);t.name="ReactiveDom",t.value=e;let[n,o]=ut(()=>{let s=this,r=this.__v;for(;r=r.__;)if(r.__c){r.__c.__$f|=4;break}let i=Y(()=>{let u=t.value.value;return u===0?0:u===!0?"":u||""}),l=Y(()=>!Array.isArray(i.value)&&!vn(i.value)),c=j(function(){if(this.N=fs,l.value){let u=i.value;s.__v&&s.__v.__e&&s.__v.__e.nodeType===3&&(s.__v.__e.data=u)}}),p=this.__$u.d;return this.__$u.d=function(){c(),p.call(this)},[l,i]},[]);return n.value?o.peek():o.value}hs.displayName="ReactiveTextNode";Object.defineProperties(M.prototype,{constructor:{configurable:!0,value:le(gt,null).constructor},type:{configurable:!0,value:hs},props:{configurable:!0,get(){let e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});Et("__b",(e,t)=>{if(jt(),$e=void 0,typeof t.type=="string"){let n,o=t.props;for(let s in o){if(s==="children")continue;let r=o[s];r instanceof M&&(n||(t.__np=n={}),n[s]=r,o[s]=r.peek())}}e(t)});Et("__r",(e,t)=>{if(e(t),t.type!==gt){jt();let n,o=t.__c;o&&(o.__$f&=-2,n=o.__$u,n===void 0&&(o.__$u=n=(function(s,r){let i;return j(function(){i=this},{name:r}),i.c=s,i})((function(s){return function(){var r;Dl&&((r=this.y)==null||r.call(this)),s.__$f|=1,s.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),$e=o,jt(n)}});Et("__e",(e,t,n,o)=>{jt(),$e=void 0,e(t,n,o)});Et("diffed",(e,t)=>{jt(),$e=void 0;let n;if(typeof t.type=="string"&&(n=t.__e)){let o=t.__np,s=t.props,r=n.U;if(r)for(let i in r){let l=r[i];l===void 0||o&&i in o||(l.d(),r[i]=void 0)}if(o){r||(r={},n.U=r);for(let i in o){let l=r[i],c=o[i];l===void 0?(l=Nl(n,i,c,s),r[i]=l):l.o(c,s)}}}e(t)});function Nl(e,t,n,o){let s=t in e&&e.ownerSVGElement===void 0,r=b(n);return{o:(i,l)=>{r.value=i,o=l},d:j(function(){this.N=fs;let i=r.value.value;o[t]!==i&&(o[t]=i,s?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}Et("unmount",(e,t)=>{if(typeof t.type=="string"){let n=t.__e;if(n){let s=n.U;if(s){n.U=void 0;for(let r in s){let i=s[r];i&&i.d()}}}let o=t.__np;if(o){let s=t.props;for(let r in o)s[r]=o[r]}t.__np=void 0}else{let n=t.__c;if(n){n.__$f|=8;let o=n.__$u;o&&(n.__$u=void 0,o.d())}}e(t)});Et("__h",(e,t,n,o)=>{o<3&&(t.__$f|=2),e(t,n,o)});xt.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;let n=this.__$u,o=n&&n.s!==void 0;for(let s in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){let s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(let s in e)if(s!=="__source"&&e[s]!==this.props[s])return!0;for(let s in this.props)if(!(s in e))return!0;return!1};function ql(e,t){return ut(()=>b(e,t),[])}var Ll=e=>{queueMicrotask(()=>{queueMicrotask(e)})};function Pl(){J(()=>{let e;for(;e=ds.shift();)ps.call(e)})}function fs(){ds.push(this)===1&&(O.requestAnimationFrame||Ll)(Pl)}var $s=function(e,t,n,o){var s;t[0]=0;for(var r=1;r<t.length;r++){var i=t[r++],l=t[r]?(t[0]|=i?1:2,n[t[r++]]):t[++r];i===3?o[0]=l:i===4?o[1]=Object.assign(o[1]||{},l):i===5?(o[1]=o[1]||{})[t[++r]]=l:i===6?o[1][t[++r]]+=l+"":i?(s=e.apply(l,$s(e,l,n,["",null])),o.push(s),l[0]?t[0]|=2:(t[r-2]=0,t[r]=s)):o.push(l)}return o},ms=new Map;function gs(e){var t=ms.get(this);return t||(t=new Map,ms.set(this,t)),(t=$s(this,t.get(e)||(t.set(e,t=(function(n){for(var o,s,r=1,i="",l="",c=[0],p=function(f){r===1&&(f||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?c.push(0,f,i):r===3&&(f||i)?(c.push(3,f,i),r=2):r===2&&i==="..."&&f?c.push(4,f,0):r===2&&i&&!f?c.push(5,0,!0,i):r>=5&&((i||!f&&r===5)&&(c.push(r,0,i,s),r=6),f&&(c.push(r,f,0,s),r=6)),i=""},u=0;u<n.length;u++){u&&(r===1&&p(),p(u));for(var h=0;h<n[u].length;h++)o=n[u][h],r===1?o==="<"?(p(),c=[c],r=3):i+=o:r===4?i==="--"&&o===">"?(r=1,i=""):i=o+i[0]:l?o===l?l="":i+=o:o==='"'||o==="'"?l=o:o===">"?(p(),r=1):r&&(o==="="?(r=5,s=i,i=""):o==="/"&&(r<5||n[u][h+1]===">")?(p(),r===3&&(c=c[0]),r=c,(c=c[0]).push(2,0,r),r=0):o===" "||o==="	"||o===`
`||o==="\r"?(p(),r=2):i+=o),r===3&&i==="!--"&&(r=4,c=c[0])}return p(),c})(e)),t),arguments,[])).length>1?t:t[0]}var a=gs.bind(le);var Tt=b(null),bs=()=>new Promise(e=>{let t=Tt.value;Tt.value=n=>{t?.(n),e(n)}});function ge(e){let t=Tt.value;Tt.value=null,t?.(e)}var q=class extends Error{constructor({code:t,message:n}){super(n),this.code=t}},D=class extends Error{constructor(){super("The desk cannot be reached right now.")}};function w(e){if(e instanceof q||e instanceof D)return e.message;throw e}var Il="me/confirm";async function qn(){try{return(await y("GET","me")).agent}catch(e){if(e instanceof q&&e.code==="unauthorized")return null;throw e}}async function vs(e,t,n){return(await y("POST","login",{email:e,password:t,code:n})).agent}async function _s(e,t,n){return(await y("POST","password",{token:e,password:t,code:n})).agent}var ws=()=>y("POST","logout",{});async function y(e,t,n,o){try{return await ys(e,t,n,o)}catch(s){if(!(s instanceof q&&s.code==="not_confirmed")||t===Il||!await bs())throw s;return ys(e,t,n,o)}}async function ks(e,t){await y("GET","me/confirmed");let n=await xs("POST",e,t);if(!n.ok)throw new q((await Ss(n)).error);return n}async function ys(e,t,n,o){let s=await xs(e,t,n,o),r=await Ss(s);if(!s.ok)throw new q(r.error);return r}async function xs(e,t,n,o){let s={"Content-Type":"application/json","X-Requested-With":"warmdesk"};o&&(s["Idempotency-Key"]=o);try{return await fetch(`/api/console/${t}`,{method:e,headers:s,body:n&&JSON.stringify(n)})}catch{throw new D}}async function Ss(e){try{return await e.json()}catch{throw new D}}function Cs(e){let t=Date.now(),n=()=>{Date.now()-t<6e4||(t=Date.now(),e.tell("active",{}))};for(let o of["pointerdown","keydown","wheel"])addEventListener(o,n,{passive:!0})}var Fl=/[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u,Z=e=>Fl.test(e)?`⁨${e}⁩`:e;var Es="Warmdesk console",Bl=1e3,Ml=[{hertz:587,after:0},{hertz:880,after:.16}],Ul="Notification"in window,be=b(Ul?Notification.permission:"denied");async function Os(){be.value=await Notification.requestPermission()}function As(e){let t=new Set;j(()=>{let{offers:o=[],queue:s=[]}=e.snapshot.value??{};for(let r of o.filter(i=>!t.has(i.id))){let i=s.find(l=>l.handoff_id===r.handoff_id);Ts(`Offer: ${Z(i?.customer_name??"A customer")}`,i?.wanted??i?.situation??"")}t=new Set(o.map(r=>r.id))});let n=null;j(()=>{if(!e.snapshot.value)return;let o=e.mentions.value;for(let s of o.filter(({id:r})=>n&&!n.has(r)))Ts("You were mentioned",s.text,()=>e.handling.openMention(s));n=new Set(o.map(s=>s.id))}),j(()=>{let o=e.snapshot.value?.offers.length??0,s=e.unread.value+e.mentions.value.length;return jl(o,s,e.watching.value)})}function Ts(e,t,n=()=>{}){if(Wl(),be.value!=="granted"||document.visibilityState==="visible")return;let o=new Notification(e,{body:t,tag:e});o.onclick=()=>{window.focus(),n()}}function Wl(){let e=new AudioContext;for(let{hertz:t,after:n}of Ml){let o=e.createOscillator(),s=e.createGain(),r=e.currentTime+n;o.frequency.value=t,s.gain.setValueAtTime(0,r),s.gain.linearRampToValueAtTime(.12,r+.02),s.gain.exponentialRampToValueAtTime(.001,r+.5),o.connect(s).connect(e.destination),o.start(r),o.stop(r+.5)}setTimeout(()=>e.close(),1e3)}function jl(e,t,n){let o=e+t,s=o?`(${o}) ${Es}`:Es;if(document.title=s,!e||n)return;let r=setInterval(()=>{document.title=document.title===s?`● ${e} offered to you`:s},Bl);return()=>clearInterval(r)}var et=Object.create(null);et.open="0",et.close="1",et.ping="2",et.pong="3",et.message="4",et.upgrade="5",et.noop="6";var _e=Object.create(null);Object.keys(et).forEach((e=>{_e[et[e]]=e}));var Fn={type:"error",data:"parser error"},Ls=typeof Blob=="function"||typeof Blob<"u"&&Object.prototype.toString.call(Blob)==="[object BlobConstructor]",Ps=typeof ArrayBuffer=="function",Is=e=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(e):e&&e.buffer instanceof ArrayBuffer,Qn=({type:e,data:t},n,o)=>Ls&&t instanceof Blob?n?o(t):Rs(t,o):Ps&&(t instanceof ArrayBuffer||Is(t))?n?o(t):Rs(new Blob([t]),o):o(et[e]+(t||"")),Rs=(e,t)=>{let n=new FileReader;return n.onload=function(){let o=n.result.split(",")[1];t("b"+(o||""))},n.readAsDataURL(e)};function Ds(e){return e instanceof Uint8Array?e:e instanceof ArrayBuffer?new Uint8Array(e):new Uint8Array(e.buffer,e.byteOffset,e.byteLength)}var Ln,Hl="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",Vt=typeof Uint8Array>"u"?[]:new Uint8Array(256);for(let e=0;e<64;e++)Vt[Hl.charCodeAt(e)]=e;var Vl=typeof ArrayBuffer=="function",Xn=(e,t)=>{if(typeof e!="string")return{type:"message",data:Fs(e,t)};let n=e.charAt(0);return n==="b"?{type:"message",data:Kl(e.substring(1),t)}:_e[n]?e.length>1?{type:_e[n],data:e.substring(1)}:{type:_e[n]}:Fn},Kl=(e,t)=>{if(Vl){let n=(o=>{let s,r,i,l,c,p=.75*o.length,u=o.length,h=0;o[o.length-1]==="="&&(p--,o[o.length-2]==="="&&p--);let f=new ArrayBuffer(p),d=new Uint8Array(f);for(s=0;s<u;s+=4)r=Vt[o.charCodeAt(s)],i=Vt[o.charCodeAt(s+1)],l=Vt[o.charCodeAt(s+2)],c=Vt[o.charCodeAt(s+3)],d[h++]=r<<2|i>>4,d[h++]=(15&i)<<4|l>>2,d[h++]=(3&l)<<6|63&c;return f})(e);return Fs(n,t)}return{base64:!0,data:e}},Fs=(e,t)=>t==="blob"?e instanceof Blob?e:new Blob([e]):e instanceof ArrayBuffer?e:e.buffer,Ns="";function zl(){return new TransformStream({transform(e,t){(function(n,o){Ls&&n.data instanceof Blob?n.data.arrayBuffer().then(Ds).then(o):Ps&&(n.data instanceof ArrayBuffer||Is(n.data))?o(Ds(n.data)):Qn(n,!1,(s=>{Ln||(Ln=new TextEncoder),o(Ln.encode(s))}))})(e,(n=>{let o=n.length,s;if(o<126)s=new Uint8Array(1),new DataView(s.buffer).setUint8(0,o);else if(o<65536){s=new Uint8Array(3);let r=new DataView(s.buffer);r.setUint8(0,126),r.setUint16(1,o)}else{s=new Uint8Array(9);let r=new DataView(s.buffer);r.setUint8(0,127),r.setBigUint64(1,BigInt(o))}e.data&&typeof e.data!="string"&&(s[0]|=128),t.enqueue(s),t.enqueue(n)}))}})}var Pn;function ye(e){return e.reduce(((t,n)=>t+n.length),0)}function ve(e,t){if(e[0].length===t)return e.shift();let n=new Uint8Array(t),o=0;for(let s=0;s<t;s++)n[s]=e[0][o++],o===e[0].length&&(e.shift(),o=0);return e.length&&o<e[0].length&&(e[0]=e[0].slice(o)),n}function F(e){if(e)return(function(t){for(var n in F.prototype)t[n]=F.prototype[n];return t})(e)}F.prototype.on=F.prototype.addEventListener=function(e,t){return this.t=this.t||{},(this.t["$"+e]=this.t["$"+e]||[]).push(t),this},F.prototype.once=function(e,t){function n(){this.off(e,n),t.apply(this,arguments)}return n.fn=t,this.on(e,n),this},F.prototype.off=F.prototype.removeListener=F.prototype.removeAllListeners=F.prototype.removeEventListener=function(e,t){if(this.t=this.t||{},arguments.length==0)return this.t={},this;var n,o=this.t["$"+e];if(!o)return this;if(arguments.length==1)return delete this.t["$"+e],this;for(var s=0;s<o.length;s++)if((n=o[s])===t||n.fn===t){o.splice(s,1);break}return o.length===0&&delete this.t["$"+e],this},F.prototype.emit=function(e){this.t=this.t||{};for(var t=new Array(arguments.length-1),n=this.t["$"+e],o=1;o<arguments.length;o++)t[o-1]=arguments[o];if(n){o=0;for(var s=(n=n.slice(0)).length;o<s;++o)n[o].apply(this,t)}return this},F.prototype.emitReserved=F.prototype.emit,F.prototype.listeners=function(e){return this.t=this.t||{},this.t["$"+e]||[]},F.prototype.hasListeners=function(e){return!!this.listeners(e).length};var Te=typeof Promise=="function"&&typeof Promise.resolve=="function"?e=>Promise.resolve().then(e):(e,t)=>t(e,0),Q=typeof self<"u"?self:typeof window<"u"?window:Function("return this")();function Bs(e,...t){return t.reduce(((n,o)=>(e.hasOwnProperty(o)&&(n[o]=e[o]),n)),{})}var Yl=Q.setTimeout,Gl=Q.clearTimeout;function Oe(e,t){t.useNativeTimers?(e.setTimeoutFn=Yl.bind(Q),e.clearTimeoutFn=Gl.bind(Q)):(e.setTimeoutFn=Q.setTimeout.bind(Q),e.clearTimeoutFn=Q.clearTimeout.bind(Q))}function Ms(){return Date.now().toString(36).substring(3)+Math.random().toString(36).substring(2,5)}var Bn=class extends Error{constructor(t,n,o){super(t),this.description=n,this.context=o,this.type="TransportError"}},zt=class extends F{constructor(t){super(),this.writable=!1,Oe(this,t),this.opts=t,this.query=t.query,this.socket=t.socket,this.supportsBinary=!t.forceBase64}onError(t,n,o){return super.emitReserved("error",new Bn(t,n,o)),this}open(){return this.readyState="opening",this.doOpen(),this}close(){return this.readyState!=="opening"&&this.readyState!=="open"||(this.doClose(),this.onClose()),this}send(t){this.readyState==="open"&&this.write(t)}onOpen(){this.readyState="open",this.writable=!0,super.emitReserved("open")}onData(t){let n=Xn(t,this.socket.binaryType);this.onPacket(n)}onPacket(t){super.emitReserved("packet",t)}onClose(t){this.readyState="closed",super.emitReserved("close",t)}pause(t){}createUri(t,n={}){return t+"://"+this.i()+this.o()+this.opts.path+this.h(n)}i(){let t=this.opts.hostname;return t.indexOf(":")===-1?t:"["+t+"]"}o(){return this.opts.port&&(this.opts.secure&&Number(this.opts.port)!==443||!this.opts.secure&&Number(this.opts.port)!==80)?":"+this.opts.port:""}h(t){let n=(function(o){let s="";for(let r in o)o.hasOwnProperty(r)&&(s.length&&(s+="&"),s+=encodeURIComponent(r)+"="+encodeURIComponent(o[r]));return s})(t);return n.length?"?"+n:""}},Mn=class extends zt{constructor(){super(...arguments),this.u=!1}get name(){return"polling"}doOpen(){this.l()}pause(t){this.readyState="pausing";let n=()=>{this.readyState="paused",t()};if(this.u||!this.writable){let o=0;this.u&&(o++,this.once("pollComplete",(function(){--o||n()}))),this.writable||(o++,this.once("drain",(function(){--o||n()})))}else n()}l(){this.u=!0,this.doPoll(),this.emitReserved("poll")}onData(t){((n,o)=>{let s=n.split(Ns),r=[];for(let i=0;i<s.length;i++){let l=Xn(s[i],o);if(r.push(l),l.type==="error")break}return r})(t,this.socket.binaryType).forEach((n=>{if(this.readyState==="opening"&&n.type==="open"&&this.onOpen(),n.type==="close")return this.onClose({description:"transport closed by the server"}),!1;this.onPacket(n)})),this.readyState!=="closed"&&(this.u=!1,this.emitReserved("pollComplete"),this.readyState==="open"&&this.l())}doClose(){let t=()=>{this.write([{type:"close"}])};this.readyState==="open"?t():this.once("open",t)}write(t){this.writable=!1,((n,o)=>{let s=n.length,r=new Array(s),i=0;n.forEach(((l,c)=>{Qn(l,!1,(p=>{r[c]=p,++i===s&&o(r.join(Ns))}))}))})(t,(n=>{this.doWrite(n,(()=>{this.writable=!0,this.emitReserved("drain")}))}))}uri(){let t=this.opts.secure?"https":"http",n=this.query||{};return this.opts.timestampRequests!==!1&&(n[this.opts.timestampParam]=Ms()),this.supportsBinary||n.sid||(n.b64=1),this.createUri(t,n)}},Us=!1;try{Us=typeof XMLHttpRequest<"u"&&"withCredentials"in new XMLHttpRequest}catch{}var Jl=Us;function Ql(){}var Un=class extends Mn{constructor(t){if(super(t),typeof location<"u"){let n=location.protocol==="https:",o=location.port;o||(o=n?"443":"80"),this.xd=typeof location<"u"&&t.hostname!==location.hostname||o!==t.port}}doWrite(t,n){let o=this.request({method:"POST",data:t});o.on("success",n),o.on("error",((s,r)=>{this.onError("xhr post error",s,r)}))}doPoll(){let t=this.request();t.on("data",this.onData.bind(this)),t.on("error",((n,o)=>{this.onError("xhr poll error",n,o)})),this.pollXhr=t}},pt=class e extends F{constructor(t,n,o){super(),this.createRequest=t,Oe(this,o),this.p=o,this.v=o.method||"GET",this.m=n,this.k=o.data!==void 0?o.data:null,this.A()}A(){var t;let n=Bs(this.p,"agent","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","autoUnref");n.xdomain=!!this.p.xd;let o=this.O=this.createRequest(n);try{o.open(this.v,this.m,!0);try{if(this.p.extraHeaders){o.setDisableHeaderCheck&&o.setDisableHeaderCheck(!0);for(let s in this.p.extraHeaders)this.p.extraHeaders.hasOwnProperty(s)&&o.setRequestHeader(s,this.p.extraHeaders[s])}}catch{}if(this.v==="POST")try{o.setRequestHeader("Content-type","text/plain;charset=UTF-8")}catch{}try{o.setRequestHeader("Accept","*/*")}catch{}(t=this.p.cookieJar)===null||t===void 0||t.addCookies(o),"withCredentials"in o&&(o.withCredentials=this.p.withCredentials),this.p.requestTimeout&&(o.timeout=this.p.requestTimeout),o.onreadystatechange=()=>{var s;o.readyState===3&&((s=this.p.cookieJar)===null||s===void 0||s.parseCookies(o.getResponseHeader("set-cookie"))),o.readyState===4&&(o.status===200||o.status===1223?this._():this.setTimeoutFn((()=>{this.j(typeof o.status=="number"?o.status:0)}),0))},o.send(this.k)}catch(s){return void this.setTimeoutFn((()=>{this.j(s)}),0)}typeof document<"u"&&(this.B=e.requestsCount++,e.requests[this.B]=this)}j(t){this.emitReserved("error",t,this.O),this.C(!0)}C(t){if(this.O!==void 0&&this.O!==null){if(this.O.onreadystatechange=Ql,t)try{this.O.abort()}catch{}typeof document<"u"&&delete e.requests[this.B],this.O=null}}_(){let t=this.O.responseText;t!==null&&(this.emitReserved("data",t),this.emitReserved("success"),this.C())}abort(){this.C()}};pt.requestsCount=0,pt.requests={},typeof document<"u"&&(typeof attachEvent=="function"?attachEvent("onunload",qs):typeof addEventListener=="function"&&addEventListener("onpagehide"in Q?"pagehide":"unload",qs,!1));function qs(){for(let e in pt.requests)pt.requests.hasOwnProperty(e)&&pt.requests[e].abort()}var Xl=(function(){let e=Ws({xdomain:!1});return e&&e.responseType!==null})(),Wn=class extends Un{constructor(t){super(t);let n=t&&t.forceBase64;this.supportsBinary=Xl&&!n}request(t={}){return Object.assign(t,{xd:this.xd},this.opts),new pt(Ws,this.uri(),t)}};function Ws(e){let t=e.xdomain;try{if(typeof XMLHttpRequest<"u"&&(!t||Jl))return new XMLHttpRequest}catch{}if(!t)try{return new Q[["Active"].concat("Object").join("X")]("Microsoft.XMLHTTP")}catch{}}var js=typeof navigator<"u"&&typeof navigator.product=="string"&&navigator.product.toLowerCase()==="reactnative",jn=class extends zt{get name(){return"websocket"}doOpen(){let t=this.uri(),n=this.opts.protocols,o=js?{}:Bs(this.opts,"agent","perMessageDeflate","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","localAddress","protocolVersion","origin","maxPayload","family","checkServerIdentity");this.opts.extraHeaders&&(o.headers=this.opts.extraHeaders);try{this.ws=this.createSocket(t,n,o)}catch(s){return this.emitReserved("error",s)}this.ws.binaryType=this.socket.binaryType,this.addEventListeners()}addEventListeners(){this.ws.onopen=()=>{this.opts.autoUnref&&this.ws.T.unref(),this.onOpen()},this.ws.onclose=t=>this.onClose({description:"websocket connection closed",context:t}),this.ws.onmessage=t=>this.onData(t.data),this.ws.onerror=t=>this.onError("websocket error",t)}write(t){this.writable=!1;for(let n=0;n<t.length;n++){let o=t[n],s=n===t.length-1;Qn(o,this.supportsBinary,(r=>{try{this.doWrite(o,r)}catch{}s&&Te((()=>{this.writable=!0,this.emitReserved("drain")}),this.setTimeoutFn)}))}}doClose(){this.ws!==void 0&&(this.ws.onerror=()=>{},this.ws.close(),this.ws=null)}uri(){let t=this.opts.secure?"wss":"ws",n=this.query||{};return this.opts.timestampRequests&&(n[this.opts.timestampParam]=Ms()),this.supportsBinary||(n.b64=1),this.createUri(t,n)}},In=Q.WebSocket||Q.MozWebSocket,Hn=class extends jn{createSocket(t,n,o){return js?new In(t,n,o):n?new In(t,n):new In(t)}doWrite(t,n){this.ws.send(n)}},Vn=class extends zt{get name(){return"webtransport"}doOpen(){try{this.N=new WebTransport(this.createUri("https"),this.opts.transportOptions[this.name])}catch(t){return this.emitReserved("error",t)}this.N.closed.then((()=>{this.onClose()})).catch((t=>{this.onError("webtransport error",t)})),this.N.ready.then((()=>{this.N.createBidirectionalStream().then((t=>{let n=(function(l,c){Pn||(Pn=new TextDecoder);let p=[],u=0,h=-1,f=!1;return new TransformStream({transform(d,$){for(p.push(d);;){if(u===0){if(ye(p)<1)break;let g=ve(p,1);f=!(128&~g[0]),h=127&g[0],u=h<126?3:h===126?1:2}else if(u===1){if(ye(p)<2)break;let g=ve(p,2);h=new DataView(g.buffer,g.byteOffset,g.length).getUint16(0),u=3}else if(u===2){if(ye(p)<8)break;let g=ve(p,8),_=new DataView(g.buffer,g.byteOffset,g.length),C=_.getUint32(0);if(C>Math.pow(2,21)-1){$.enqueue(Fn);break}h=C*Math.pow(2,32)+_.getUint32(4),u=3}else{if(ye(p)<h)break;let g=ve(p,h);$.enqueue(Xn(f?g:Pn.decode(g),c)),u=0}if(h===0||h>l){$.enqueue(Fn);break}}}})})(Number.MAX_SAFE_INTEGER,this.socket.binaryType),o=t.readable.pipeThrough(n).getReader(),s=zl();s.readable.pipeTo(t.writable),this.U=s.writable.getWriter();let r=()=>{o.read().then((({done:l,value:c})=>{l||(this.onPacket(c),r())})).catch((l=>{}))};r();let i={type:"open"};this.query.sid&&(i.data=`{"sid":"${this.query.sid}"}`),this.U.write(i).then((()=>this.onOpen()))}))}))}write(t){this.writable=!1;for(let n=0;n<t.length;n++){let o=t[n],s=n===t.length-1;this.U.write(o).then((()=>{s&&Te((()=>{this.writable=!0,this.emitReserved("drain")}),this.setTimeoutFn)}))}}doClose(){var t;(t=this.N)===null||t===void 0||t.close()}},Zl={websocket:Hn,webtransport:Vn,polling:Wn},tc=/^(?:(?![^:@\/?#]+:[^:@\/]*@)(http|https|ws|wss):\/\/)?((?:(([^:@\/?#]*)(?::([^:@\/?#]*))?)?@)?((?:[a-f0-9]{0,4}:){2,7}[a-f0-9]{0,4}|[^:\/?#]*)(?::(\d*))?)(((\/(?:[^?#](?![^?#\/]*\.[^?#\/.]+(?:[?#]|$)))*\/?)?([^?#\/]*))(?:\?([^#]*))?(?:#(.*))?)/,ec=["source","protocol","authority","userInfo","user","password","host","port","relative","path","directory","file","query","anchor"];function Kn(e){if(e.length>8e3)throw"URI too long";let t=e,n=e.indexOf("["),o=e.indexOf("]");n!=-1&&o!=-1&&(e=e.substring(0,n)+e.substring(n,o).replace(/:/g,";")+e.substring(o,e.length));let s=tc.exec(e||""),r={},i=14;for(;i--;)r[ec[i]]=s[i]||"";return n!=-1&&o!=-1&&(r.source=t,r.host=r.host.substring(1,r.host.length-1).replace(/;/g,":"),r.authority=r.authority.replace("[","").replace("]","").replace(/;/g,":"),r.ipv6uri=!0),r.pathNames=(function(l,c){let p=/\/{2,9}/g,u=c.replace(p,"/").split("/");return c.slice(0,1)!="/"&&c.length!==0||u.splice(0,1),c.slice(-1)=="/"&&u.splice(u.length-1,1),u})(0,r.path),r.queryKey=(function(l,c){let p={};return c.replace(/(?:^|&)([^&=]*)=?([^&]*)/g,(function(u,h,f){h&&(p[h]=f)})),p})(0,r.query),r}var zn=typeof addEventListener=="function"&&typeof removeEventListener=="function",we=[];zn&&addEventListener("offline",(()=>{we.forEach((e=>e()))}),!1);var Se=class e extends F{constructor(t,n={}){var o,s;if(super(),this.binaryType="arraybuffer",this.writeBuffer=[],this.P=0,this.D=[],this.M=-1,this.S=-1,this.L=-1,this.R=1/0,t&&typeof t=="object"&&(n=t,t=null),t){let r=Kn(t);n.hostname=r.host,n.secure=r.protocol==="https"||r.protocol==="wss",n.port=r.port,r.query&&(n.query=r.query)}else n.host&&(n.hostname=Kn(n.host).host);if(Oe(this,n),this.secure=n.secure!=null?n.secure:typeof location<"u"&&location.protocol==="https:",n.hostname&&!n.port&&(n.port=this.secure?"443":"80"),this.hostname=n.hostname||(typeof location<"u"?location.hostname:"localhost"),this.port=n.port||(typeof location<"u"&&location.port?location.port:this.secure?"443":"80"),n.transportImplementations&&n.transports)throw new Error("specifying both 'transportImplementations' and 'transports' options is not supported");n.transportImplementations||!((o=n.transports)===null||o===void 0)&&o.length&&typeof n.transports[0]=="function"?(this.transports=[],this.I=Object.create(null),((s=n.transportImplementations)!==null&&s!==void 0?s:n.transports).forEach((r=>{let i=r.prototype.name;this.transports.push(i),this.I[i]=r}))):(this.transports=n.transports?[...n.transports]:["polling","websocket","webtransport"],this.I=Zl),this.opts=Object.assign({path:"/engine.io",agent:!1,withCredentials:!1,upgrade:!0,timestampParam:"t",rememberUpgrade:!1,addTrailingSlash:!0,rejectUnauthorized:!0,perMessageDeflate:{threshold:1024},transportOptions:{},closeOnBeforeunload:!1},n),this.opts.path=this.opts.path.replace(/\/$/,"")+(this.opts.addTrailingSlash?"/":""),typeof this.opts.query=="string"&&(this.opts.query=(function(r){let i={},l=r.split("&");for(let c=0,p=l.length;c<p;c++){let u=l[c].split("=");i[decodeURIComponent(u[0])]=decodeURIComponent(u[1])}return i})(this.opts.query)),zn&&(this.opts.closeOnBeforeunload&&(this.F=()=>{this.transport&&(this.transport.removeAllListeners(),this.transport.close())},addEventListener("beforeunload",this.F,!1)),this.hostname!=="localhost"&&(this.$=()=>{this.V("transport close",{description:"network connection lost"})},we.push(this.$))),this.opts.withCredentials&&(this.W=void 0),this.q()}createTransport(t){let n=Object.assign({},this.opts.query);n.EIO=4,n.transport=t,this.id&&(n.sid=this.id);let o=Object.assign({},this.opts,{query:n,socket:this,hostname:this.hostname,secure:this.secure,port:this.port},this.opts.transportOptions[t]);return new this.I[t](o)}q(){if(this.transports.length===0)return void this.setTimeoutFn((()=>{this.emitReserved("error","No transports available")}),0);let t=this.opts.rememberUpgrade&&e.priorWebsocketSuccess&&this.transports.indexOf("websocket")!==-1?"websocket":this.transports[0];this.readyState="opening";let n=this.createTransport(t);n.open(),this.setTransport(n)}setTransport(t){this.transport&&this.transport.removeAllListeners(),this.transport=t,t.on("drain",this.H.bind(this)).on("packet",this.X.bind(this)).on("error",this.j.bind(this)).on("close",(n=>this.V("transport close",n)))}J(t){let n=this.createTransport(t),o=!1;e.priorWebsocketSuccess=!1;let s=()=>{o||(n.send([{type:"ping",data:"probe"}]),n.once("packet",(h=>{if(!o)if(h.type==="pong"&&h.data==="probe"){if(this.upgrading=!0,this.emitReserved("upgrading",n),!n)return;e.priorWebsocketSuccess=n.name==="websocket",this.transport.pause((()=>{o||this.readyState!=="closed"&&(u(),this.setTransport(n),n.send([{type:"upgrade"}]),this.emitReserved("upgrade",n),n=null,this.upgrading=!1,this.flush())}))}else{let f=new Error("probe error");f.transport=n.name,this.emitReserved("upgradeError",f)}})))};function r(){o||(o=!0,u(),n.close(),n=null)}let i=h=>{let f=new Error("probe error: "+h);f.transport=n.name,r(),this.emitReserved("upgradeError",f)};function l(){i("transport closed")}function c(){i("socket closed")}function p(h){n&&h.name!==n.name&&r()}let u=()=>{n.removeListener("open",s),n.removeListener("error",i),n.removeListener("close",l),this.off("close",c),this.off("upgrading",p)};n.once("open",s),n.once("error",i),n.once("close",l),this.once("close",c),this.once("upgrading",p),this.D.indexOf("webtransport")!==-1&&t!=="webtransport"?this.setTimeoutFn((()=>{o||n.open()}),200):n.open()}onOpen(){if(this.readyState="open",e.priorWebsocketSuccess=this.transport.name==="websocket",this.emitReserved("open"),this.flush(),this.readyState==="open"&&this.opts.upgrade)for(let t=0;t<this.D.length;t++)this.J(this.D[t])}X(t){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing")switch(this.emitReserved("packet",t),this.emitReserved("heartbeat"),t.type){case"open":this.onHandshake(JSON.parse(t.data));break;case"ping":this.G("pong"),this.emitReserved("ping"),this.emitReserved("pong"),this.K();break;case"error":let n=new Error("server error");n.code=t.data,this.j(n);break;case"message":this.emitReserved("data",t.data),this.emitReserved("message",t.data)}}onHandshake(t){this.emitReserved("handshake",t),this.id=t.sid,this.transport.query.sid=t.sid,this.D=this.Y(t.upgrades),this.M=t.pingInterval,this.S=t.pingTimeout,this.L=t.maxPayload,this.onOpen(),this.readyState!=="closed"&&this.K()}K(){this.clearTimeoutFn(this.Z);let t=this.M+this.S;this.R=Date.now()+t,this.Z=this.setTimeoutFn((()=>{this.V("ping timeout")}),t),this.opts.autoUnref&&this.Z.unref()}H(){this.writeBuffer.splice(0,this.P),this.P=0,this.writeBuffer.length===0?this.emitReserved("drain"):this.flush()}flush(){if(this.readyState!=="closed"&&this.transport.writable&&!this.upgrading&&this.writeBuffer.length){let t=this.tt();this.transport.send(t),this.P=t.length,this.emitReserved("flush")}}tt(){if(!(this.L&&this.transport.name==="polling"&&this.writeBuffer.length>1))return this.writeBuffer;let t=1;for(let o=0;o<this.writeBuffer.length;o++){let s=this.writeBuffer[o].data;if(s&&(t+=typeof(n=s)=="string"?(function(r){let i=0,l=0;for(let c=0,p=r.length;c<p;c++)i=r.charCodeAt(c),i<128?l+=1:i<2048?l+=2:i<55296||i>=57344?l+=3:(c++,l+=4);return l})(n):Math.ceil(1.33*(n.byteLength||n.size))),o>0&&t>this.L)return this.writeBuffer.slice(0,o);t+=2}var n;return this.writeBuffer}st(){if(!this.R)return!0;let t=Date.now()>this.R;return t&&(this.R=0,Te((()=>{this.V("ping timeout")}),this.setTimeoutFn)),t}write(t,n,o){return this.G("message",t,n,o),this}send(t,n,o){return this.G("message",t,n,o),this}G(t,n,o,s){if(typeof n=="function"&&(s=n,n=void 0),typeof o=="function"&&(s=o,o=null),this.readyState==="closing"||this.readyState==="closed")return;(o=o||{}).compress=o.compress!==!1;let r={type:t,data:n,options:o};this.emitReserved("packetCreate",r),this.writeBuffer.push(r),s&&this.once("flush",s),this.flush()}close(){let t=()=>{this.V("forced close"),this.transport.close()},n=()=>{this.off("upgrade",n),this.off("upgradeError",n),t()},o=()=>{this.once("upgrade",n),this.once("upgradeError",n)};return this.readyState!=="opening"&&this.readyState!=="open"||(this.readyState="closing",this.writeBuffer.length?this.once("drain",(()=>{this.upgrading?o():t()})):this.upgrading?o():t()),this}j(t){if(e.priorWebsocketSuccess=!1,this.opts.tryAllTransports&&this.transports.length>1&&this.readyState==="opening")return this.transports.shift(),this.q();this.emitReserved("error",t),this.V("transport error",t)}V(t,n){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing"){if(this.clearTimeoutFn(this.Z),this.transport.removeAllListeners("close"),this.transport.close(),this.transport.removeAllListeners(),zn&&(this.F&&removeEventListener("beforeunload",this.F,!1),this.$)){let o=we.indexOf(this.$);o!==-1&&we.splice(o,1)}this.readyState="closed",this.id=null,this.emitReserved("close",t,n),this.writeBuffer=[],this.P=0}}Y(t){let n=[];for(let o=0;o<t.length;o++)~this.transports.indexOf(t[o])&&n.push(t[o]);return n}};Se.protocol=4;var nc=typeof ArrayBuffer=="function",oc=e=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(e):e.buffer instanceof ArrayBuffer,Hs=Object.prototype.toString,sc=typeof Blob=="function"||typeof Blob<"u"&&Hs.call(Blob)==="[object BlobConstructor]",rc=typeof File=="function"||typeof File<"u"&&Hs.call(File)==="[object FileConstructor]";function Zn(e){return nc&&(e instanceof ArrayBuffer||oc(e))||sc&&e instanceof Blob||rc&&e instanceof File}function ke(e,t){if(!e||typeof e!="object")return!1;if(Array.isArray(e)){for(let n=0,o=e.length;n<o;n++)if(ke(e[n]))return!0;return!1}if(Zn(e))return!0;if(e.toJSON&&typeof e.toJSON=="function"&&arguments.length===1)return ke(e.toJSON(),!0);for(let n in e)if(Object.prototype.hasOwnProperty.call(e,n)&&ke(e[n]))return!0;return!1}function ic(e){let t=[],n=e.data,o=e;return o.data=xe(n,t),o.attachments=t.length,{packet:o,buffers:t}}function xe(e,t,n){if(!e)return e;if(Zn(e)){let o={_placeholder:!0,num:t.length};return t.push(e),o}if(Array.isArray(e)){let o=new Array(e.length);for(let s=0;s<e.length;s++)o[s]=xe(e[s],t);return o}if(typeof e=="object"&&!(e instanceof Date)){if(e.toJSON&&typeof e.toJSON=="function"&&!n)return xe(e.toJSON(),t,!0);let o={};for(let s in e)Object.prototype.hasOwnProperty.call(e,s)&&(o[s]=xe(e[s],t));return o}return e}function ac(e,t){return e.data=Yn(e.data,t),delete e.attachments,e}function Yn(e,t){if(!e)return e;if(e&&e._placeholder===!0){if(typeof e.num=="number"&&e.num>=0&&e.num<t.length)return t[e.num];throw new Error("illegal attachments")}if(Array.isArray(e))for(let n=0;n<e.length;n++)e[n]=Yn(e[n],t);else if(typeof e=="object")for(let n in e)Object.prototype.hasOwnProperty.call(e,n)&&(e[n]=Yn(e[n],t));return e}var Vs=["connect","connect_error","disconnect","disconnecting","newListener","removeListener"];var k;(function(e){e[e.CONNECT=0]="CONNECT",e[e.DISCONNECT=1]="DISCONNECT",e[e.EVENT=2]="EVENT",e[e.ACK=3]="ACK",e[e.CONNECT_ERROR=4]="CONNECT_ERROR",e[e.BINARY_EVENT=5]="BINARY_EVENT",e[e.BINARY_ACK=6]="BINARY_ACK"})(k||(k={}));var Gn=class e extends F{constructor(t){super(),this.opts=Object.assign({reviver:void 0,maxAttachments:10},typeof t=="function"?{reviver:t}:t)}add(t){let n;if(typeof t=="string"){if(this.reconstructor)throw new Error("got plaintext data when reconstructing a packet");n=this.decodeString(t);let o=n.type===k.BINARY_EVENT;o||n.type===k.BINARY_ACK?(n.type=o?k.EVENT:k.ACK,this.reconstructor=new Jn(n)):super.emitReserved("decoded",n)}else{if(!Zn(t)&&!t.base64)throw new Error("Unknown type: "+t);if(!this.reconstructor)throw new Error("got binary data when not reconstructing a packet");n=this.reconstructor.takeBinaryData(t),n&&(this.reconstructor=null,super.emitReserved("decoded",n))}}decodeString(t){let n=0,o={type:Number(t.charAt(0))};if(k[o.type]===void 0)throw new Error("unknown packet type "+o.type);if(o.type===k.BINARY_EVENT||o.type===k.BINARY_ACK){let r=n+1;for(;t.charAt(++n)!=="-"&&n!=t.length;);let i=t.substring(r,n);if(i!=Number(i)||t.charAt(n)!=="-")throw new Error("Illegal attachments");let l=Number(i);if(!Ks(l)||l<1)throw new Error("Illegal attachments");if(l>this.opts.maxAttachments)throw new Error("too many attachments");o.attachments=l}if(t.charAt(n+1)==="/"){let r=n+1;for(;++n&&!(t.charAt(n)===","||n===t.length););o.nsp=t.substring(r,n)}else o.nsp="/";let s=t.charAt(n+1);if(s!==""&&Number(s)==s){let r=n+1;for(;++n;){let i=t.charAt(n);if(i==null||Number(i)!=i){--n;break}if(n===t.length)break}o.id=Number(t.substring(r,n+1))}if(t.charAt(++n)){let r=this.tryParse(t.substr(n));if(!e.isPayloadValid(o.type,r))throw new Error("invalid payload");o.data=r}return o}tryParse(t){try{return JSON.parse(t,this.opts.reviver)}catch{return!1}}static isPayloadValid(t,n){switch(t){case k.CONNECT:return Ce(n);case k.DISCONNECT:return n===void 0;case k.CONNECT_ERROR:return typeof n=="string"||Ce(n);case k.EVENT:case k.BINARY_EVENT:return Array.isArray(n)&&(typeof n[0]=="number"||typeof n[0]=="string"&&Vs.indexOf(n[0])===-1);case k.ACK:case k.BINARY_ACK:return Array.isArray(n)}}destroy(){this.reconstructor&&(this.reconstructor.finishedReconstruction(),this.reconstructor=null)}},Jn=class{constructor(t){this.packet=t,this.buffers=[],this.reconPack=t}takeBinaryData(t){if(this.buffers.push(t),this.buffers.length===this.reconPack.attachments){let n=ac(this.reconPack,this.buffers);return this.finishedReconstruction(),n}return null}finishedReconstruction(){this.reconPack=null,this.buffers=[]}},Ks=Number.isInteger||function(e){return typeof e=="number"&&isFinite(e)&&Math.floor(e)===e};function Ce(e){return Object.prototype.toString.call(e)==="[object Object]"}var lc=Object.freeze({__proto__:null,protocol:5,get PacketType(){return k},Encoder:class{constructor(e){this.replacer=e}encode(e){return e.type!==k.EVENT&&e.type!==k.ACK||!ke(e)?[this.encodeAsString(e)]:this.encodeAsBinary({type:e.type===k.EVENT?k.BINARY_EVENT:k.BINARY_ACK,nsp:e.nsp,data:e.data,id:e.id})}encodeAsString(e){let t=""+e.type;return e.type!==k.BINARY_EVENT&&e.type!==k.BINARY_ACK||(t+=e.attachments+"-"),e.nsp&&e.nsp!=="/"&&(t+=e.nsp+","),e.id!=null&&(t+=e.id),e.data!=null&&(t+=JSON.stringify(e.data,this.replacer)),t}encodeAsBinary(e){let t=ic(e),n=this.encodeAsString(t.packet),o=t.buffers;return o.unshift(n),o}},Decoder:Gn,isPacketValid:function(e){return typeof e.nsp=="string"&&((t=e.id)===void 0||Ks(t))&&(function(n,o){switch(n){case k.CONNECT:return o===void 0||Ce(o);case k.DISCONNECT:return o===void 0;case k.EVENT:return Array.isArray(o)&&(typeof o[0]=="number"||typeof o[0]=="string"&&Vs.indexOf(o[0])===-1);case k.ACK:return Array.isArray(o);case k.CONNECT_ERROR:return typeof o=="string"||Ce(o);default:return!1}})(e.type,e.data);var t}});function tt(e,t,n){return e.on(t,n),function(){e.off(t,n)}}var cc=Object.freeze({connect:1,connect_error:1,disconnect:1,disconnecting:1,newListener:1,removeListener:1}),Ee=class extends F{constructor(t,n,o){super(),this.connected=!1,this.recovered=!1,this.receiveBuffer=[],this.sendBuffer=[],this.et=[],this.nt=0,this.ids=0,this.acks={},this.flags={},this.io=t,this.nsp=n,o&&o.auth&&(this.auth=o.auth),this.p=Object.assign({},o),this.io.rt&&this.open()}get disconnected(){return!this.connected}subEvents(){if(this.subs)return;let t=this.io;this.subs=[tt(t,"open",this.onopen.bind(this)),tt(t,"packet",this.onpacket.bind(this)),tt(t,"error",this.onerror.bind(this)),tt(t,"close",this.onclose.bind(this))]}get active(){return!!this.subs}connect(){return this.connected||(this.subEvents(),this.io.ot||this.io.open(),this.io.ht==="open"&&this.onopen()),this}open(){return this.connect()}send(...t){return t.unshift("message"),this.emit.apply(this,t),this}emit(t,...n){var o,s,r;if(cc.hasOwnProperty(t))throw new Error('"'+t.toString()+'" is a reserved event name');if(n.unshift(t),this.p.retries&&!this.flags.fromQueue&&!this.flags.volatile)return this.ct(n),this;let i={type:k.EVENT,data:n,options:{}};if(i.options.compress=this.flags.compress!==!1,typeof n[n.length-1]=="function"){let p=this.ids++,u=n.pop();this.ut(p,u),i.id=p}let l=(s=(o=this.io.engine)===null||o===void 0?void 0:o.transport)===null||s===void 0?void 0:s.writable,c=this.connected&&!(!((r=this.io.engine)===null||r===void 0)&&r.st());return this.flags.volatile&&!l||(c?(this.notifyOutgoingListeners(i),this.packet(i)):this.sendBuffer.push(i)),this.flags={},this}ut(t,n){var o;let s=(o=this.flags.timeout)!==null&&o!==void 0?o:this.p.ackTimeout;if(s===void 0)return void(this.acks[t]=n);let r=this.io.setTimeoutFn((()=>{delete this.acks[t];for(let l=0;l<this.sendBuffer.length;l++)this.sendBuffer[l].id===t&&this.sendBuffer.splice(l,1);n.call(this,new Error("operation has timed out"))}),s),i=(...l)=>{this.io.clearTimeoutFn(r),n.apply(this,l)};i.withError=!0,this.acks[t]=i}emitWithAck(t,...n){return new Promise(((o,s)=>{let r=(i,l)=>i?s(i):o(l);r.withError=!0,n.push(r),this.emit(t,...n)}))}ct(t){let n;typeof t[t.length-1]=="function"&&(n=t.pop());let o={id:this.nt++,tryCount:0,pending:!1,args:t,flags:Object.assign({fromQueue:!0},this.flags)};t.push(((s,...r)=>(this.et[0],s!==null?o.tryCount>this.p.retries&&(this.et.shift(),n&&n(s)):(this.et.shift(),n&&n(null,...r)),o.pending=!1,this.ft()))),this.et.push(o),this.ft()}ft(t=!1){if(!this.connected||this.et.length===0)return;let n=this.et[0];n.pending&&!t||(n.pending=!0,n.tryCount++,this.flags=n.flags,this.emit.apply(this,n.args))}packet(t){t.nsp=this.nsp,this.io.lt(t)}onopen(){typeof this.auth=="function"?this.auth((t=>{this.dt(t)})):this.dt(this.auth)}dt(t){this.packet({type:k.CONNECT,data:this.yt?Object.assign({pid:this.yt,offset:this.bt},t):t})}onerror(t){this.connected||this.emitReserved("connect_error",t)}onclose(t,n){this.connected=!1,delete this.id,this.emitReserved("disconnect",t,n),this.wt()}wt(){Object.keys(this.acks).forEach((t=>{if(!this.sendBuffer.some((n=>String(n.id)===t))){let n=this.acks[t];delete this.acks[t],n.withError&&n.call(this,new Error("socket has been disconnected"))}}))}onpacket(t){if(t.nsp===this.nsp)switch(t.type){case k.CONNECT:t.data&&t.data.sid?this.onconnect(t.data.sid,t.data.pid):this.emitReserved("connect_error",new Error("It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not compatible (more information here: https://socket.io/docs/v3/migrating-from-2-x-to-3-0/)"));break;case k.EVENT:case k.BINARY_EVENT:this.onevent(t);break;case k.ACK:case k.BINARY_ACK:this.onack(t);break;case k.DISCONNECT:this.ondisconnect();break;case k.CONNECT_ERROR:this.destroy();let n=new Error(t.data.message);n.data=t.data.data,this.emitReserved("connect_error",n)}}onevent(t){let n=t.data||[];t.id!=null&&n.push(this.ack(t.id)),this.connected?this.emitEvent(n):this.receiveBuffer.push(Object.freeze(n))}emitEvent(t){if(this.gt&&this.gt.length){let n=this.gt.slice();for(let o of n)o.apply(this,t)}super.emit.apply(this,t),this.yt&&t.length&&typeof t[t.length-1]=="string"&&(this.bt=t[t.length-1])}ack(t){let n=this,o=!1;return function(...s){o||(o=!0,n.packet({type:k.ACK,id:t,data:s}))}}onack(t){let n=this.acks[t.id];typeof n=="function"&&(delete this.acks[t.id],n.withError&&t.data.unshift(null),n.apply(this,t.data))}onconnect(t,n){this.id=t,this.recovered=n&&this.yt===n,this.yt=n,this.connected=!0,this.emitBuffered(),this.ft(!0),this.emitReserved("connect")}emitBuffered(){this.receiveBuffer.forEach((t=>this.emitEvent(t))),this.receiveBuffer=[],this.sendBuffer.forEach((t=>{this.notifyOutgoingListeners(t),this.packet(t)})),this.sendBuffer=[]}ondisconnect(){this.destroy(),this.onclose("io server disconnect")}destroy(){this.subs&&(this.subs.forEach((t=>t())),this.subs=void 0),this.io.vt(this)}disconnect(){return this.connected&&this.packet({type:k.DISCONNECT}),this.destroy(),this.connected&&this.onclose("io client disconnect"),this}close(){return this.disconnect()}compress(t){return this.flags.compress=t,this}get volatile(){return this.flags.volatile=!0,this}timeout(t){return this.flags.timeout=t,this}onAny(t){return this.gt=this.gt||[],this.gt.push(t),this}prependAny(t){return this.gt=this.gt||[],this.gt.unshift(t),this}offAny(t){if(!this.gt)return this;if(t){let n=this.gt;for(let o=0;o<n.length;o++)if(t===n[o])return n.splice(o,1),this}else this.gt=[];return this}listenersAny(){return this.gt||[]}onAnyOutgoing(t){return this.kt=this.kt||[],this.kt.push(t),this}prependAnyOutgoing(t){return this.kt=this.kt||[],this.kt.unshift(t),this}offAnyOutgoing(t){if(!this.kt)return this;if(t){let n=this.kt;for(let o=0;o<n.length;o++)if(t===n[o])return n.splice(o,1),this}else this.kt=[];return this}listenersAnyOutgoing(){return this.kt||[]}notifyOutgoingListeners(t){if(this.kt&&this.kt.length){let n=this.kt.slice();for(let o of n)o.apply(this,t.data)}}};function Ot(e){e=e||{},this.ms=e.min||100,this.max=e.max||1e4,this.factor=e.factor||2,this.jitter=e.jitter>0&&e.jitter<=1?e.jitter:0,this.attempts=0}Ot.prototype.duration=function(){var e=this.ms*Math.pow(this.factor,this.attempts++);if(this.jitter){var t=Math.random(),n=Math.floor(t*this.jitter*e);e=1&Math.floor(10*t)?e+n:e-n}return 0|Math.min(e,this.max)},Ot.prototype.reset=function(){this.attempts=0},Ot.prototype.setMin=function(e){this.ms=e},Ot.prototype.setMax=function(e){this.max=e},Ot.prototype.setJitter=function(e){this.jitter=e};var Yt=class extends F{constructor(t,n){var o;super(),this.nsps={},this.subs=[],t&&typeof t=="object"&&(n=t,t=void 0),(n=n||{}).path=n.path||"/socket.io",this.opts=n,Oe(this,n),this.reconnection(n.reconnection!==!1),this.reconnectionAttempts(n.reconnectionAttempts||1/0),this.reconnectionDelay(n.reconnectionDelay||1e3),this.reconnectionDelayMax(n.reconnectionDelayMax||5e3),this.randomizationFactor((o=n.randomizationFactor)!==null&&o!==void 0?o:.5),this.backoff=new Ot({min:this.reconnectionDelay(),max:this.reconnectionDelayMax(),jitter:this.randomizationFactor()}),this.timeout(n.timeout==null?2e4:n.timeout),this.ht="closed",this.uri=t;let s=n.parser||lc;this.encoder=new s.Encoder,this.decoder=new s.Decoder,this.rt=n.autoConnect!==!1,this.rt&&this.open()}reconnection(t){return arguments.length?(this.At=!!t,t||(this.skipReconnect=!0),this):this.At}reconnectionAttempts(t){return t===void 0?this.Et:(this.Et=t,this)}reconnectionDelay(t){var n;return t===void 0?this.Ot:(this.Ot=t,(n=this.backoff)===null||n===void 0||n.setMin(t),this)}randomizationFactor(t){var n;return t===void 0?this._t:(this._t=t,(n=this.backoff)===null||n===void 0||n.setJitter(t),this)}reconnectionDelayMax(t){var n;return t===void 0?this.jt:(this.jt=t,(n=this.backoff)===null||n===void 0||n.setMax(t),this)}timeout(t){return arguments.length?(this.Bt=t,this):this.Bt}maybeReconnectOnOpen(){!this.ot&&this.At&&this.backoff.attempts===0&&this.reconnect()}open(t){if(~this.ht.indexOf("open"))return this;this.engine=new Se(this.uri,this.opts);let n=this.engine,o=this;this.ht="opening",this.skipReconnect=!1;let s=tt(n,"open",(function(){o.onopen(),t&&t()})),r=l=>{this.cleanup(),this.ht="closed",this.emitReserved("error",l),t?t(l):this.maybeReconnectOnOpen()},i=tt(n,"error",r);if(this.Bt!==!1){let l=this.Bt,c=this.setTimeoutFn((()=>{s(),r(new Error("timeout")),n.close()}),l);this.opts.autoUnref&&c.unref(),this.subs.push((()=>{this.clearTimeoutFn(c)}))}return this.subs.push(s),this.subs.push(i),this}connect(t){return this.open(t)}onopen(){this.cleanup(),this.ht="open",this.emitReserved("open");let t=this.engine;this.subs.push(tt(t,"ping",this.onping.bind(this)),tt(t,"data",this.ondata.bind(this)),tt(t,"error",this.onerror.bind(this)),tt(t,"close",this.onclose.bind(this)),tt(this.decoder,"decoded",this.ondecoded.bind(this)))}onping(){this.emitReserved("ping")}ondata(t){try{this.decoder.add(t)}catch(n){this.onclose("parse error",n)}}ondecoded(t){Te((()=>{this.emitReserved("packet",t)}),this.setTimeoutFn)}onerror(t){this.emitReserved("error",t)}socket(t,n){let o=this.nsps[t];return o?this.rt&&!o.active&&o.connect():(o=new Ee(this,t,n),this.nsps[t]=o),o}vt(t){let n=Object.keys(this.nsps);for(let o of n)if(this.nsps[o].active)return;this.xt()}lt(t){let n=this.encoder.encode(t);for(let o=0;o<n.length;o++)this.engine.write(n[o],t.options)}cleanup(){this.subs.forEach((t=>t())),this.subs.length=0,this.decoder.destroy()}xt(){this.skipReconnect=!0,this.ot=!1,this.onclose("forced close")}disconnect(){return this.xt()}onclose(t,n){var o;this.cleanup(),(o=this.engine)===null||o===void 0||o.close(),this.backoff.reset(),this.ht="closed",this.emitReserved("close",t,n),this.At&&!this.skipReconnect&&this.reconnect()}reconnect(){if(this.ot||this.skipReconnect)return this;let t=this;if(this.backoff.attempts>=this.Et)this.backoff.reset(),this.emitReserved("reconnect_failed"),this.ot=!1;else{let n=this.backoff.duration();this.ot=!0;let o=this.setTimeoutFn((()=>{t.skipReconnect||(this.emitReserved("reconnect_attempt",t.backoff.attempts),t.skipReconnect||t.open((s=>{s?(t.ot=!1,t.reconnect(),this.emitReserved("reconnect_error",s)):t.onreconnect()})))}),n);this.opts.autoUnref&&o.unref(),this.subs.push((()=>{this.clearTimeoutFn(o)}))}}onreconnect(){let t=this.backoff.attempts;this.ot=!1,this.backoff.reset(),this.emitReserved("reconnect",t)}},Ht={};function Kt(e,t){typeof e=="object"&&(t=e,e=void 0);let n=(function(c,p="",u){let h=c;u=u||typeof location<"u"&&location,c==null&&(c=u.protocol+"//"+u.host),typeof c=="string"&&(c.charAt(0)==="/"&&(c=c.charAt(1)==="/"?u.protocol+c:u.host+c),/^(https?|wss?):\/\//.test(c)||(c=u!==void 0?u.protocol+"//"+c:"https://"+c),h=Kn(c)),h.port||(/^(http|ws)$/.test(h.protocol)?h.port="80":/^(http|ws)s$/.test(h.protocol)&&(h.port="443")),h.path=h.path||"/";let f=h.host.indexOf(":")!==-1?"["+h.host+"]":h.host;return h.id=h.protocol+"://"+f+":"+h.port+p,h.href=h.protocol+"://"+f+(u&&u.port===h.port?"":":"+h.port),h})(e,(t=t||{}).path||"/socket.io"),o=n.source,s=n.id,r=n.path,i=Ht[s]&&r in Ht[s].nsps,l;return t.forceNew||t["force new connection"]||t.multiplex===!1||i?l=new Yt(o,t):(Ht[s]||(Ht[s]=new Yt(o,t)),l=Ht[s]),n.query&&!t.query&&(t.query=n.queryKey),l.socket(n.path,t)}Object.assign(Kt,{Manager:Yt,Socket:Ee,io:Kt,connect:Kt});var uc=1e4,zs=3e3,Ae=class{#t=Kt("/console",{autoConnect:!1,reconnectionDelayMax:zs});#e=()=>{};open(t){let n=this.#t;this.#e=t.unauthorized,n.on("connect",t.connected),n.on("disconnect",o=>{t.lost(),o==="io server disconnect"&&(t.unauthorized(),this.#n())}),n.on("connect_error",o=>{o.message==="unauthorized"&&t.unauthorized(),n.active||this.#n()}),n.on("event",t.event),n.on("typing",({conversation_id:o})=>t.typing(o)),n.connect()}hear(t,n){return this.#t.on(t,n),()=>{this.#t.off(t,n)}}again(){this.#t.disconnect(),this.#n()}close(){this.#t.off(),this.#t.disconnect()}async ask(t,n){if(!this.#t.connected)throw new D;let o;try{o=await this.#t.timeout(uc).emitWithAck(t,n)}catch{throw new D}if(o?.error?.code==="unauthorized"&&this.#e(),o?.error)throw new q(o.error);return o}tell(t,n){this.#t.connected&&this.#t.emit(t,n)}#n(){setTimeout(()=>this.#t.connect(),zs)}};var pc="warmdesk:";function K(e,t){let n=pc+e,o=b(Ys(localStorage.getItem(n),t));return j(()=>localStorage.setItem(n,JSON.stringify(o.value))),addEventListener("storage",s=>{s.key===n&&(o.value=Ys(s.newValue,t))}),o}function Ys(e,t){try{return e===null?t:JSON.parse(e)}catch{return t}}var Re=class{#t=K("outbox",[]);constructor(){this.#t.value=this.waiting()}waiting(){return this.#t.peek().filter(t=>!t.taken)}of(t,n){let o=new Set(n.map(s=>s.client_id));return this.#t.value.filter(s=>s.conversation_id===t&&!o.has(s.client_id))}add(t){let n={...t,client_id:Gt(),time:new Date().toISOString(),taken:!1};return this.#t.value=[...this.#t.value,n],n}take(t){this.#t.value=this.#t.value.map(n=>n.client_id===t?{...n,taken:!0}:n)}drop(t){t&&(this.#t.value=this.#t.value.filter(n=>n.client_id!==t))}};function Gt(){let e=crypto.getRandomValues(new Uint8Array(16));return e[6]=e[6]&15|64,e[8]=e[8]&63|128,[...e].map(n=>n.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/,"$1-$2-$3-$4-")}var dc=10,De=class{#t=b({});constructor(t){this.upload=t}of(t){return this.#t.value[t]??[]}isReady(t){return this.of(t).every(({ref:n})=>n)}add(t,n){let o=dc-this.of(t).length;return Promise.all([...n].slice(0,o).map(s=>this.#e(t,s)))}remove(t,n){this.#o(t,this.of(t).filter(o=>o.key!==n))}clear(t){this.#o(t,[])}async#e(t,n){let o=Gt(),s=n.type.startsWith("image/")?URL.createObjectURL(n):null,r={key:o,name:n.name,preview:s,ref:null,error:null};this.#o(t,[...this.of(t),r]);try{this.#n(t,o,{ref:await this.upload(n)})}catch(i){this.#n(t,o,{error:w(i)})}}#n(t,n,o){let s=this.of(t).map(r=>r.key===n?{...r,...o}:r);this.#o(t,s)}#o(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var At=["normal","high","urgent"],Ne=class{constructor(t,n){this.ask=t,this.tried=n}label({id:t},n){return this.ask("label",{conversation_id:t,labels:n})}prioritise({id:t},n){return this.tried(()=>this.ask("prioritise",{conversation_id:t,priority:n}))}askBot({id:t,epoch:n},o,s){return this.ask("ask_bot",{conversation_id:t,epoch:n,kind:o,question:s})}},Gs=e=>At[(At.indexOf(e)+1)%At.length],Js=(e,t)=>(e?.labels??[]).filter(n=>t.includes(n.id)),Qs=(e,t)=>e?y("PUT",`labels/${e}`,{name:t}):y("POST","labels",{name:t}),Xs=e=>y("DELETE",`labels/${e}`);var qe=class{#t=b({});constructor(t){this.ask=t}of(t){return this.#t.value[t]??{contact:null,error:null,reading:!1}}async read(t,n=0){let{contact:o}=this.of(t),s=Date.parse(o?.read_at??"1970-01-01");if(!(Date.now()-s<n)){this.#e(t,{contact:o,error:null,reading:!0});try{let{contact:r}=await this.ask("contact",{conversation_id:t});this.#e(t,{contact:r,error:null,reading:!1})}catch(r){let i=r instanceof D?null:w(r);this.#e(t,{contact:o,error:i,reading:!1})}}}#e(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var Le=class{#t=K("drafts",{});get(t,n){return this.#t.value[`${t} ${n}`]??""}set(t,n,o){let{[`${t} ${n}`]:s,...r}=this.#t.peek();this.#t.value=o?{...r,[`${t} ${n}`]:o}:r}giveBack(t,n,o){let s=this.get(t,n);this.set(t,n,s?`${o}
${s}`:o)}};async function Zs(e){let t;try{t=await fetch(`/api/console/media?name=${encodeURIComponent(e.name)}`,{method:"POST",headers:{"Content-Type":e.type||"application/octet-stream","X-Requested-With":"warmdesk"},body:e})}catch{throw new D}let n=await t.json();if(!t.ok)throw new q(n.error);return n.attachment.ref}var vt=()=>{let{timeZone:e}=new Intl.DateTimeFormat().resolvedOptions();return!e||e==="Etc/Unknown"?"UTC":e},Pe=()=>vt().replaceAll("_"," ");var Ie=class{wanted=b({});hits=b(null);chosen=b(0);topics=b([]);error=b("");#t=b(null);#e=0;constructor(t){this.ask=t}get more(){return this.#t.value!==null}async find(t){if(this.wanted.value=t,Object.keys(t).length)return this.#n(null);this.#e++,this.#o([],null,""),this.hits.value=null}readOn(){return this.#n(this.#t.peek())}async readTopics(){try{this.topics.value=(await this.ask("topics",{})).topics}catch(t){if(!(t instanceof D))throw t}}choose(t){let n=this.hits.peek()?.length??0;this.chosen.value=Math.min(Math.max(this.chosen.peek()+t,0),Math.max(n-1,0))}async#n(t){let n=++this.#e;try{let o={...this.wanted.peek(),timezone:vt(),...t?{before:t}:{}},{hits:s,next:r}=await this.ask("search",o);if(n!==this.#e)return;this.#o(t?[...this.hits.peek()??[],...s]:s,r,""),t||(this.chosen.value=0)}catch(o){n===this.#e&&this.#o([],null,w(o))}}#o(t,n,o){J(()=>{this.hits.value=t,this.#t.value=n,this.error.value=o})}};function to(e){let n=[...e].map(([o,s])=>[o,String(s).trim()]).filter(([,o])=>o);return Object.fromEntries(n.map(([o,s])=>[o,o==="rating"?Number(s):s]))}function Fe(e){return e==="queued"||e==="offered"}function eo({queue:e,waiting:t}){return e.length>=t}function nr(e){return sr(e)?.handoff_id??null}function Be(e,t){let n=e.queue.filter(o=>o.handoff_id!==t.handoff_id);return Fe(t.state)&&hc(e,t)?fc(n,t):n}function or(e,t){let n=tr(e.queue,t.queue).sort(no);return{...e,queue:n,clocks:tr(e.clocks,t.clocks)}}function tr(e,t){let n=new Set(e.map(o=>o.handoff_id));return[...e,...t.filter(o=>!n.has(o.handoff_id))]}function hc(e,t){if(eo(e)||t.offered_to===e.agent.id)return!0;let n=sr(e);return!!n&&no(t,n)<=0}function sr({queue:e,agent:t}){return e.findLast(n=>n.offered_to!==t.id)}function fc(e,t){let[n,o]=[0,e.length];for(;n<o;){let s=n+o>>1;no(e[s],t)<0?n=s+1:o=s}return e.toSpliced(n,0,t)}function no(e,t){return Date.parse(e.counts_from)-Date.parse(t.counts_from)||er(e.counts_from,t.counts_from)||er(e.handoff_id,t.handoff_id)}var er=(e,t)=>e<t?-1:e>t?1:0;var mc=["id","name","presence","at_desk"],$c=["id","channel","owner","epoch","agent_id","customer_name","level","how","last_seq","last_text","updated_at","opened_at","handoff_id","priority","reply_window_until","page","labels","asking"],gc=["id","conversation_id","seq","author","kind","channel","text","time","buttons","image","attachments","custom","client_id","turn_id","state","how"],rr=["id","text","conversation_id","time","seq"],ir=["id","handoff_id","conversation_id","expires_at"],Jt=["handoff_id","conversation_id","state","reason","skill","priority","wanted","situation","customer_name","channel","created_at","queued_at","counts_from","offered_to","labels"],bc=["handoff_id","conversation_id","waits_since","dues"],ar={"handoff.queued":{item:Jt,was:null},"handoff.offered":{item:Jt,was:null},"handoff.assigned":{item:Jt,was:null},"handoff.resolved":{item:Jt,was:null},"handoff.abandoned":{item:Jt,was:null},"offer.made":{offer:ir,agent_id:null,state:null},"offer.ended":{offer:ir,agent_id:null,state:null},"conversation.changed":{conversation:$c},"message.added":{conversation_id:null,message:gc},"message.updated":{conversation_id:null,seq:null,state:null,custom:null,text:null,attachments:null},"agent.changed":{agent:mc},"channel.changed":{channel:null,stopped:null},"labels.changed":{labels:null},"readers.changed":{conversation_id:null,readers:null},"notice.added":{notice:rr},"notice.seen":{notice:rr},"clock.changed":{clock:bc}};var Rt=class extends Error{},lr={"handoff.queued":Qt,"handoff.offered":Qt,"handoff.assigned":Qt,"handoff.resolved":Qt,"handoff.abandoned":Qt,"offer.made":vc,"offer.ended":_c,"conversation.changed":wc,"message.added":oo,"message.updated":oo,"agent.changed":kc,"channel.changed":xc,"labels.changed":Sc,"readers.changed":oo,"notice.added":Cc,"notice.seen":Ec,"clock.changed":Tc};function cr(e,t){so(t,["cursor","type","data"],"an event");let n=Object.hasOwn(lr,t.type)?lr[t.type]:void 0;if(n===void 0)throw new Rt(`unknown event type ${t.type}`);return yc(t,ar[t.type]),{...Oc(n(e,t.data)),cursor:t.cursor}}function yc(e,t){so(e.data,Object.keys(t),e.type);for(let[n,o]of Object.entries(t))o!==null&&so(e.data[n],o,`${e.type} ${n}`)}function so(e,t,n){for(let o of Object.keys(e))if(!t.includes(o))throw new Rt(`unknown field ${o} in ${n}`)}function oo(e){return e}function Qt(e,{item:t,was:n}){let o=e.waiting+Number(Fe(t.state))-Number(Fe(n));return{...e,waiting:o,queue:Be(e,t)}}function vc(e,{offer:t,agent_id:n}){return n!==e.agent.id?e:{...e,offers:Me(e.offers,t)}}function _c(e,{offer:t}){return{...e,offers:e.offers.filter(n=>n.id!==t.id)}}function wc(e,{conversation:t}){let o=t.owner==="agent"&&t.agent_id===e.agent.id?Me(e.conversations,t):e.conversations.filter(s=>s.id!==t.id);return{...e,conversations:o}}function kc(e,{agent:t}){let{at_desk:n,...o}=t,s=t.id===e.agent.id?{...e.agent,...o}:e.agent;return{...e,agent:s,agents:Me(e.agents,t)}}function xc(e,{channel:t,stopped:n}){let o=e.stopped_channels.filter(s=>s.channel!==t);return{...e,stopped_channels:n?[...o,n]:o}}function Sc(e,{labels:t}){return{...e,labels:t}}function Cc(e,{notice:t}){return{...e,notices:Me(e.notices,t)}}function Ec(e,{notice:t}){return{...e,notices:e.notices.filter(n=>n.id!==t.id)}}function Tc(e,{clock:t}){let n=e.clocks.filter(o=>o.handoff_id!==t.handoff_id);return{...e,clocks:[...n,t]}}function Oc(e){let t=new Set(e.queue.map(o=>o.handoff_id));for(let{handoff_id:o}of e.conversations)o&&t.add(o);let n=e.clocks.filter(o=>t.has(o.handoff_id));return n.length===e.clocks.length?e:{...e,clocks:n}}function Me(e,t){return e.some(o=>o.id===t.id)?e.map(o=>o.id===t.id?t:o):[...e,t]}var Ue=class{#t=null;#e=null;#n=0;#o=null;constructor(t,n){this.ask=t,this.show=n}async connected(){let t=++this.#n;this.#e=[];let n=await this.#r();if(t!==this.#n)return;let o=this.#e;this.#e=null,n.snapshot&&this.#a(n.snapshot);for(let s of[...n.events,...o])this.#s(s)}receive(t){this.#e?this.#e.push(t):this.#s(t)}async more(){let t=this.#t;if(!t||this.#o||this.#e||eo(t))return null;let[n,o]=[this.#n,this.#o=[]];try{let s=nr(t),r=await this.ask("queue",s?{after:s}:{});if(n!==this.#n||!this.#t)return null;let i=or(this.#t,r);return this.#t=o.reduce((l,c)=>({...l,queue:Be(l,c)}),i),this.#t}finally{this.#o=null}}async#r(){if(this.#t){let t=await this.ask("sync",{cursor:this.#t.cursor});if(!t.reset)return{snapshot:null,events:t.events}}return{snapshot:await this.ask("snapshot",{}),events:[]}}#a(t){this.#t=t,this.show(t,null)}#s(t){!this.#t||t.cursor<=this.#t.cursor||(this.#t=cr(this.#t,t),t.data.item&&this.#o?.push(t.data.item),this.show(this.#t,t))}};var We=class{constructor(t,n,o){this.ask=t,this.tried=n,this.screen=o}setPresence(t){return this.tried(()=>this.ask("presence",{presence:t}))}accept(t){return this.tried(async()=>{await this.ask("accept",{offer_id:t.id}),this.screen.select(t.conversation_id),this.screen.write("reply")})}decline(t){return this.tried(()=>this.ask("decline",{offer_id:t.id}))}resumeChannel(t){return this.tried(()=>this.ask("resume",{channel:t}))}transfer({id:t,epoch:n},o,s){return this.ask("transfer",{conversation_id:t,epoch:n,...o,note:s})}takeOver({id:t}){return this.tried(async()=>{await this.ask("take_over",{conversation_id:t}),this.screen.write("reply")})}sendAgain({conversation_id:t,seq:n}){return this.tried(()=>this.ask("send_again",{conversation_id:t,seq:n}))}dismiss(t){return this.tried(()=>this.ask("dismiss",{notice_id:t}))}openMention(t){t?.conversation_id&&(this.screen.select(t.conversation_id,t.seq),this.dismiss(t.id))}};async function Ac(){try{return(await(await fetch("/health")).json()).bot}catch{return null}}function ur(e,t){setInterval(async()=>{t()&&(e.value=await Ac()??e.value)},15e3)}var Rc=["floor","reports","blocks","accounts","audit","privacy"];function dr(e){let[,t,n,o]=e.replace(/^#/,"").split("/"),s=Rc.find(r=>r===t);return s?{view:s,id:null,seq:null}:t==="join"&&n?{view:t,id:pr(n),seq:null}:t!=="c"||!n?{view:"conversation",id:null,seq:null}:{view:"conversation",id:pr(n),seq:/^[1-9]\d*$/.test(o??"")?Number(o):null}}var U=(e,t)=>`#/c/${encodeURIComponent(e)}${t?`/${t}`:""}`;function pr(e){try{return decodeURIComponent(e)}catch{return e}}function hr(e,t,n){let o=e.indexOf(t??"");return o<0?(n>0?e[0]:e.at(-1))??null:e[(o+n+e.length)%e.length]}var je=class{#t=K("quotes",{});of(t){return this.#t.value[t]??null}set(t,n){let{[t]:o,...s}=this.#t.peek();this.#t.value=n?{...s,[t]:n}:s}},ro=({kind:e,author:t})=>e==="text"&&t.kind!=="system";function fr(e,t){return e.filter(o=>o.author.kind==="customer"&&ro(o)&&o.seq<(t??1/0)).at(-1)?.seq??null}var Dc=8e3,He=class{#t=b(null);typed(t,n){this.#t.value={id:t,kind:n,at:Date.now()}}follow(t){let n=Y(()=>t.view.value==="conversation"&&t.watching.value?t.selected.value:null),o=Y(()=>{let{id:s,kind:r,at:i}=this.#t.value??{id:"",kind:"reply",at:0};return s===n.value&&t.now.value-i<Dc&&t.drafts.get(s,r).trim()?r:null});return j(()=>{t.link.value==="live"&&t.connection.tell("look",{conversation_id:n.value,writing:o.value})})}};function mr(e,t,n,o){let s={reply:"is writing a reply",note:"is writing a note"};return e.filter(({agent_id:r,writing:i})=>r!==t&&(i||r!==n)).map(({agent_id:r,writing:i})=>`${o(r)} ${i?s[i]:"is reading along"}`)}var Nc=6e4,$r=/\{(agent|customer|order)\}/,Ve=class{known=b([]);#t=-1/0;async want(){if(!(performance.now()-this.#t<Nc))try{await this.read()}catch(t){if(!(t instanceof D))throw t}}async read(){this.known.value=(await y("GET","replies")).replies,this.#t=performance.now()}async save(t,n){await(t?y("PUT",`replies/${t}`,n):y("POST","replies",n)),await this.read()}async remove(t){await y("DELETE",`replies/${t}`),await this.read()}},gr=e=>/^\/[^\n]*$/.test(e)?e.slice(1).trim():null;function br(e,t){let n=t.toLowerCase().split(/\s+/).filter(Boolean),o=r=>n.every(i=>r.toLowerCase().includes(i));return[...e.filter(({title:r})=>o(r)),...e.filter(r=>!o(r.title)&&o(`${r.title} ${r.text}`))]}var yr=(e,t)=>e.replaceAll(new RegExp($r,"g"),(n,o)=>t[o]||n),vr=e=>$r.exec(e)?.[0]??null;var qc=1e4,Lc="Unknown customer",Ke=class{#t=K("resolving",[]);constructor(t,n){this.ask=t,this.refused=n}get all(){return this.#t.value}has(t){return this.#t.value.some(n=>n.conversation_id===t)}begin(t,n){this.undo(t.conversation_id),this.#t.value=[...this.#t.peek(),{...t,due:n+qc}]}undo(t){this.#t.value=this.#t.peek().filter(n=>n.conversation_id!==t)}async tell(t){for(let n of this.#t.peek().filter(o=>o.due<=t))this.undo(n.conversation_id),await this.#e(n)}async#e(t){let{due:n,name:o,...s}=t;try{await this.ask("resolve",s)}catch(r){if(r instanceof D)this.#t.value=[...this.#t.peek(),t];else if(r instanceof q)r.code!=="not_owner"&&this.refused(`${o??Lc}: ${r.message}`);else throw r}}};var ze=class{#t=K("seen",{});unreadIn({id:t,last_seq:n}){return Math.max(0,n-(this.#t.value[t]??0))}upTo(t,n){let o=this.#t.peek();n>(o[t]??0)&&(this.#t.value={...o,[t]:n})}};var Ye=class{outbox=new Re;refusals=b({});constructor(t,n,o,s){this.ask=t,this.drafts=n,this.quotes=o,this.unanswered=s}send({id:t,epoch:n},o,s){let r=o==="reply"?this.quotes.of(t):null,i=this.outbox.add({conversation_id:t,epoch:n,kind:o,text:s,quote:r});return J(()=>{this.drafts.set(t,o,""),r&&this.quotes.set(t,null),this.#n(t,"")}),this.#t(i)}async again(){for(let t of this.outbox.waiting())await this.#t(t)}async withFiles({id:t,epoch:n},o,s){let r=s.of(t),i=this.quotes.of(t),l=r.map(({ref:p})=>p),c={conversation_id:t,epoch:n,client_id:r[0].key,text:o,files:l};try{await this.ask("send",{...c,...i?{quote:i}:{}}),J(()=>{s.clear(t),this.drafts.set(t,"reply",""),i&&this.quotes.set(t,null),this.#n(t,"")})}catch(p){this.#n(t,w(p))}}special({id:t,epoch:n},o){return this.ask("send",{conversation_id:t,epoch:n,client_id:Gt(),...o})}async#t(t){let{client_id:n,conversation_id:o,epoch:s,kind:r,text:i,quote:l}=t,c={conversation_id:o,client_id:n,text:i};try{r==="note"?await this.ask("note",c):await this.ask("send",{...c,epoch:s,...l?{quote:l}:{}}),this.outbox.take(n)}catch(p){if(p instanceof q)this.#e(t,p.message);else if(p instanceof D)this.unanswered();else throw p}}#e({client_id:t,conversation_id:n,kind:o,text:s,quote:r},i){J(()=>{this.outbox.drop(t),this.drafts.giveBack(n,o,s),r&&this.quotes.set(n,r),this.#n(n,i)})}#n(t,n){this.refusals.value={...this.refusals.value,[t]:n}}};var _r=["queued","sent","delivered","read","failed"];function io(e,{type:t,data:n}){let o=e.conversation.id;if(t==="conversation.changed"&&n.conversation.id===o)return{...e,conversation:n.conversation};if(n.item)return Pc(e,n.item);if(n.conversation_id!==o)return e;if(t==="readers.changed")return{...e,readers:n.readers};let{messages:s}=e;return t==="message.added"?{...e,messages:Ic(s,n.message)}:t==="message.updated"?{...e,messages:Fc(s,n)}:e}function wr(e,t){return{...e,messages:[...t,...e.messages]}}function Ge({messages:e}){return(e[0]?.seq??1)===1}function Pc(e,t){return e.handoff?.id!==t.handoff_id?e:{...e,handoff:{...e.handoff,priority:t.priority}}}function Ic(e,t){return[...e.filter(o=>o.seq!==t.seq),t].sort((o,s)=>o.seq-s.seq)}function Fc(e,{seq:t,state:n,custom:o,text:s,attachments:r}){return e.map(i=>i.seq===t?{...i,state:Bc(i.state,n),custom:o??i.custom,text:s??i.text,attachments:r??i.attachments}:i)}function Bc(e,t){return t&&(e==="failed"||_r.indexOf(t)>=_r.indexOf(e??"queued"))?t:e}var Je=class{#t=b({});#e=new Map;#n=new Set;constructor(t){this.ask=t}of(t){return this.#t.value[t??""]??null}async open(t,n){let o=[];this.#e.set(t,o);try{let s=await this.ask("open",{conversation_id:t,...n?{seq:n}:{}});this.#o(t,o.reduce(io,s))}finally{this.#e.get(t)===o&&this.#e.delete(t)}}async earlier(t){let n=this.#t.peek()[t];if(!(!n||Ge(n)||this.#n.has(t))){this.#n.add(t);try{let o=n.messages[0].seq,{messages:s}=await this.ask("earlier",{conversation_id:t,before:o}),r=this.#t.peek()[t];r?.messages[0]?.seq===o&&this.#o(t,wr(r,s))}finally{this.#n.delete(t)}}}fold(t,n){this.#e.get(t)?.push(n);let o=this.#t.peek()[t];o&&this.#o(t,io(o,n))}#o(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var Mc=6e3,Uc=3e3,Qe=class{until=b({});#t=0;constructor(t){this.tell=t}heard(t){this.until.value={...this.until.value,[t]:Date.now()+Mc}}sent(t){this.until.value={...this.until.value,[t]:0}}typed(t){Date.now()-this.#t<Uc||(this.#t=Date.now(),this.tell(t))}};var Wc=6e4,Xe=class{link=b("connecting");snapshot=b(null);bot=b("up");view=b("conversation");selected=b(null);target=b(null);problem=b(null);writing=b("reply");boxWanted=b(!1);dialog=b(null);now=b(Date.now());watching=b(document.visibilityState==="visible");attached=new De(Zs);drafts=new Le;quotes=new je;reading=new He;replies=new Ve;seen=new ze;thread=Y(()=>this.threads.of(this.selected.value));mine=Y(()=>[...this.snapshot.value?.conversations??[]].sort((t,n)=>Date.parse(t.opened_at)-Date.parse(n.opened_at)||(t.id<n.id?-1:1)));canReply=Y(()=>{let t=this.thread.value?.conversation,n=this.snapshot.value?.agent;return t?.owner==="agent"&&t.agent_id===n?.id});mentions=Y(()=>(this.snapshot.value?.notices??[]).filter(t=>t.seq));unread=Y(()=>this.mine.value.filter(t=>this.seen.unreadIn(t)>0).length);constructor(t,n){this.connection=t,this.loggedOut=n;let o=(r,i)=>t.ask(r,i),s=r=>this.#i(r);this.casework=new Ne(o,s),this.handling=new We(o,s,this),this.contacts=new qe(o),this.sending=new Ye(o,this.drafts,this.quotes,()=>{this.link.value==="live"&&t.again()}),this.finder=new Ie(o),this.threads=new Je(o),this.resolving=new Ke(o,r=>this.problem.value=r),this.typing=new Qe(r=>t.tell("typing",{conversation_id:r})),this.follower=new Ue(o,(r,i)=>this.#e(r,i))}start(){setInterval(()=>this.now.value=Date.now(),1e3),setInterval(()=>this.resolving.tell(Date.now()),1e3),ur(this.bot,()=>this.watching.value&&this.link.value==="live"),this.reading.follow(this),document.addEventListener("visibilitychange",()=>{this.watching.value=document.visibilityState==="visible",this.#s()}),this.connection.open({connected:()=>this.#t(),lost:()=>this.link.value=this.link.value==="outdated"?"outdated":"lost",unauthorized:this.loggedOut,event:t=>this.#c(()=>this.follower.receive(t)),typing:t=>this.typing.heard(t)})}select(t,n=null){J(()=>{t!==this.selected.value&&(this.writing.value="reply"),this.view.value="conversation",this.selected.value=t,this.target.value=n}),this.#r(t)}goTo({view:t,id:n,seq:o}){if(t==="join")return;let s=n===this.selected.value&&o===this.target.value;t!=="conversation"||!n||s?this.view.value=t:this.select(n,o)}may(t){return this.snapshot.value?.agent.may.some(n=>n===t)??!1}selectNext(t){let n=hr(this.mine.value.map(o=>o.id),this.selected.value,t);n&&this.select(n)}write(t){this.writing.value=t,this.boxWanted.value=!0}send(t,n,o){return n==="reply"&&this.resolving.undo(t.id),this.sending.send(t,n,o)}moreOfQueue(){return this.#i(async()=>{this.snapshot.value=await this.follower.more()??this.snapshot.value})}earlier(t){return this.#i(()=>this.threads.earlier(t))}typed(t,n){this.reading.typed(t,n),n==="reply"&&this.typing.typed(t)}nameOf(t){return this.snapshot.value?.agents.find(n=>n.id===t)?.name??"a colleague"}async#t(){try{await this.follower.connected(),this.link.value="live",this.problem.value=null,this.selected.value&&this.#r(this.selected.value),await this.sending.again()}catch(t){this.#l(t)||this.connection.again()}}#e(t,n){J(()=>{this.snapshot.value=t,n?this.#n(n):this.bot.value=t.waiting_bot,this.#s()})}#n(t){let n=t.data.conversation_id??t.data.conversation?.id;this.threads.fold(n,t),t.type==="message.added"&&this.#o(n,t.data.message)}#o(t,{author:n,client_id:o,seq:s}){this.sending.outbox.drop(o),n.kind==="customer"&&(this.typing.sent(t),this.resolving.undo(t)),n.id===this.snapshot.value?.agent.id&&this.seen.upTo(t,s)}#r(t){this.#a(t),this.contacts.read(t,Wc),this.#s()}async#a(t){this.link.value==="live"&&await this.#i(async()=>{await this.threads.open(t,t===this.selected.peek()?this.target.peek():null),this.#s()})}#s(){let t=this.thread.peek(),n=t?.messages.at(-1)?.seq??0;!t||!this.watching.peek()||this.seen.upTo(t.conversation.id,n)}async#i(t){this.problem.value=null;try{await t()}catch(n){this.problem.value=w(n)}}#c(t){try{t()}catch(n){if(!this.#l(n))throw n}}#l(t){return t instanceof Rt?(console.error(t),this.link.value="outdated",this.connection.close(),!0):!1}};var Xt=K("single-keys",!0),ao=[{key:"j",words:"Next conversation",run:e=>e.selectNext(1)},{key:"k",words:"Previous conversation",run:e=>e.selectNext(-1)},{key:"a",words:"Accept the first case offered to you",run:Vc},{key:"r",words:"Write a reply",run:e=>e.write("reply")},{key:"n",words:"Write an internal note",run:e=>e.write("note")},{key:"q",words:"Quote the customer's last message, again for the one before",run:zc},{key:"l",words:"Labels of the conversation",run:Yc},{key:"p",words:"Priority: normal, high, urgent",run:Gc},{key:"b",words:"Let the bot ask for something",run:Jc},{key:"m",words:"Open the first note that names you",run:e=>e.handling.openMention(e.mentions.value[0])},{key:"e",words:"Resolve the conversation",run:Kc},{key:"u",words:"Undo resolving",run:Hc},{key:"/",words:"Find a message, a note or a customer",run:Sr},{key:"i",words:"Incidents",run:e=>e.dialog.value="incidents"},{key:"f",words:"Live floor, for supervisors",run:e=>kr(e,"floor")},{key:"g",words:"Reports, for supervisors",run:e=>kr(e,"reports")},{key:"?",words:"Show this list",run:e=>e.dialog.value="shortcuts"}];function xr(e){addEventListener("keydown",t=>{let n=t.altKey?{ArrowDown:1,ArrowUp:-1}[t.key]:void 0,o=ao.find(r=>r.key===t.key),s=(t.ctrlKey||t.metaKey)&&t.key.toLowerCase()==="k";if(!e.dialog.value){if(s)Sr(e);else if(n)e.selectNext(n);else if(o&&jc(t))o.run(e);else return;t.preventDefault()}})}function jc(e){let{target:t}=e,n=t instanceof Element&&t.closest("input:not([type=radio]), textarea"),o=e.ctrlKey||e.metaKey||e.altKey||e.repeat;return Xt.value&&!n&&!o}function kr(e,t){e.may(t)&&(e.view.value=t)}function Hc(e){e.resolving.undo(e.resolving.all.at(-1)?.conversation_id)}function Sr(e){e.dialog.value="search"}function Vc(e){let t=e.snapshot.value?.offers[0];t&&e.handling.accept(t)}function Kc(e){let{id:t}=e.thread.value?.conversation??{};t&&e.canReply.value&&!e.resolving.has(t)&&(e.dialog.value="resolve")}function zc(e){let t=e.thread.value;if(!t||!e.canReply.value)return;let{id:n}=t.conversation;e.quotes.set(n,fr(t.messages,e.quotes.of(n))),e.writing.value="reply"}function Yc(e){e.thread.value&&(e.dialog.value="labels")}function Gc(e){let t=e.thread.value?.conversation;t?.priority&&e.casework.prioritise(t,Gs(t.priority))}function Jc(e){let{id:t}=e.thread.value?.conversation??{};t&&e.canReply.value&&!e.resolving.has(t)&&(e.dialog.value="ask-bot")}var Cr=()=>y("GET","me/logins"),Er=e=>y("DELETE",`me/logins/${e}`),Tr=Promise.resolve();function Or(e){let t=y("POST","me/password",{password:e});return Tr=t.catch(()=>null),t}var Ar=()=>Tr,Rr=(e,t)=>y("POST","me/confirm",{password:e,code:t}),Dr=()=>y("POST","me/second_factor",{}),Nr=async e=>(await y("PUT","me/second_factor",{code:e})).codes,qr=()=>y("DELETE","me/second_factor");async function Zt(e){e.preventDefault();let{href:t}=e.currentTarget;await y("GET","me/confirmed"),location.assign(t)}var Qc=[/Android/,/iPhone|iPad/,/Windows/,/Mac OS/,/Linux/],Xc=["Android","iPhone or iPad","Windows","Mac","Linux"],Zc=[[/Edg\//,"Edge"],[/Firefox\//,"Firefox"],[/Chrome\//,"Chrome"],[/Safari\//,"Safari"]];function lo({device:e}){let t=Zc.find(([o])=>o.test(e))?.[1],n=Xc[Qc.findIndex(o=>o.test(e))];return[t,n].filter(Boolean).join(" on ")||"Unknown browser"}function Dt(){return a`
    <label>
      Code of your app, or a recovery code
      <input name="code" autocomplete="one-time-code" required autofocus spellcheck=${!1} />
    </label>
  `}function S(e){let[t,n]=m(""),[o,s]=m(!1);function r(c){n(c),s(!1)}function i(c){return c.preventDefault(),l(new FormData(c.currentTarget))}async function l(c){s(!0);try{r(await e(c)??"")}catch(p){r(w(p))}}return{error:t,busy:o,submit:i,run:l}}function Lr(){return Tt.value&&a`<${tu} />`}function tu(){let e=A(null),[t,n]=m(!1);x(()=>{let i=e.current;return i?.showModal(),()=>i?.close()},[]);let{error:o,busy:s,submit:r}=S(async i=>{try{await Rr(String(i.get("password")),String(i.get("code")??""))}catch(l){throw l instanceof q&&l.code==="code_needed"&&n(!0),l}ge(!0)});return a`
    <dialog ref=${e} aria-label="Is it still you?" onCancel=${()=>ge(!1)}>
      <h2>Is it still you?</h2>
      <form onSubmit=${r}>
        <p class="muted">Exports, roles and what keeps your account safe need your password again.</p>
        <label>
          Your password
          <input name="password" type="password" autocomplete="current-password" required autofocus />
        </label>
        ${t&&a`<${Dt} />`}
        <p class="error" role="alert">${o}</p>
        <p class="dialog-buttons">
          <button type="button" class="quiet" onClick=${()=>ge(!1)}>Cancel</button>
          <button class="primary" disabled=${s}>Go on</button>
        </p>
      </form>
    </dialog>
  `}var Pr=12;function Ir({token:e,done:t}){let[n,o]=m(!1),{error:s,busy:r,submit:i}=S(async l=>{let[c,p]=[String(l.get("password")),String(l.get("again"))];if(c!==p)return"The two do not match.";try{t(await _s(e,c,String(l.get("code")??"")))}catch(u){throw u instanceof q&&u.code==="code_needed"&&o(!0),u}});return a`
    <main class="login">
      <form class="login-form" onSubmit=${i}>
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Choose your password</h1>
        <p class="muted">At least ${Pr} characters: a few words that only you would put together.</p>
        <label>
          Password
          <input name="password" type="password" autocomplete="new-password" required
            minlength=${Pr} autofocus />
        </label>
        <label>
          Once more
          <input name="again" type="password" autocomplete="new-password" required />
        </label>
        ${n&&a`<${Dt} />`}
        <p class="error" role="alert">${s}</p>
        <button class="primary" disabled=${r}>Save and log in</button>
      </form>
    </main>
  `}function Fr({done:e}){let[t,n]=m(!1),{error:o,busy:s,submit:r}=S(async i=>{let[l,c,p]=["email","password","code"].map(u=>String(i.get(u)??""));try{e(await vs(l,c,p))}catch(u){throw u instanceof q&&u.code==="code_needed"&&n(!0),u}});return a`
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
        ${t&&a`<${Dt} />`}
        <p class="error" role="alert">${o}</p>
        <button class="primary" disabled=${s}>Log in</button>
      </form>
    </main>
  `}var _t="en-GB";var eu=new Intl.NumberFormat(_t),nu=new Intl.DateTimeFormat(_t,{hour:"2-digit",minute:"2-digit"}),ou=new Intl.DateTimeFormat(_t,{day:"numeric",month:"short"}),su=new Intl.DateTimeFormat(_t,{dateStyle:"medium"}),ru=new Intl.DateTimeFormat(_t,{month:"long",year:"numeric"}),iu=new Intl.DateTimeFormat(_t,{weekday:"long",day:"numeric",month:"long"}),Nt=(e,t)=>Ze(Math.max(0,t-Date.parse(e)));function Ze(e){if(e<6e4)return`${Math.floor(e/1e3)} s`;if(e<36e5)return`${Math.floor(e/6e4)} min`;if(e>=864e5)return`${Math.floor(e/864e5)} d`;let t=Math.floor(e%36e5/6e4),n=`${Math.floor(e/36e5)} h`;return t?`${n} ${t} min`:n}function Br(e,t){return Math.max(0,Math.floor((Date.parse(e)-t)/1e3))}var Mr=e=>eu.format(e),V=e=>nu.format(new Date(e)),L=e=>su.format(new Date(e)),z=e=>ou.format(new Date(e)),Ur=e=>ru.format(new Date(e)),Wr=e=>iu.format(new Date(e));function H(e,t){return co(e,new Date(t).toISOString())?V(e):z(e)}function co(e,t){return new Date(e).toDateString()===new Date(t).toDateString()}function tn(e,t){return new Intl.NumberFormat(_t,{style:"currency",currency:t}).format(e/100)}function E({desk:e,title:t,children:n}){let o=A(null);return x(()=>{let s=o.current;return s?.showModal(),()=>s?.close()},[]),a`
    <dialog ref=${o} aria-label=${t} onClose=${()=>e.dialog.value=null}>
      <h2>${t}</h2>
      ${n}
    </dialog>
  `}function nt(e){let[t,n]=m(null),[o,s]=m("");async function r(i){try{s(""),await i(),n(await e())}catch(l){s(w(l))}}return x(()=>{r(async()=>{})},[]),{known:t,error:o,tried:r}}function en({isOn:e,changed:t}){let[n,o]=m(null),[s,r]=m([]),[i,l]=m(""),c=h=>h().then(()=>l(""),f=>l(w(f))),p=()=>c(async()=>o(await Dr())),u=()=>c(async()=>{await qr(),t()});return s.length?a`<${lu} codes=${s} done=${t} />`:n?a`<${au} proposal=${n} done=${r} />`:a`
    <p>
      ${e?"On: logging in asks for a code of your app as well.":"Off: whoever has your password is you. An authenticator app on your telephone changes that."}
    </p>
    <p class="error" role="alert">${i}</p>
    <p>
      ${e?a`<button onClick=${u}>Remove the second factor</button>`:a`<button class="primary" onClick=${p}>Set up a second factor</button>`}
    </p>
  `}function au({proposal:{picture:e,secret:t},done:n}){let{error:o,busy:s,submit:r}=S(async i=>n(await Nr(String(i.get("code")))));return a`
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
  `}function lu({codes:e,done:t}){return a`
    <p role="status">
      <strong>Your second factor is on.</strong> Keep these recovery codes where your telephone is not:
      each lets you in once without it, and they are not shown again.
    </p>
    <ul class="recovery">${e.map(n=>a`<li key=${n}><code>${n}</code></li>`)}</ul>
    <p><button class="primary" onClick=${t}>I have kept them</button></p>
  `}var cu=12;function jr({desk:e}){return a`
    <${E} desk=${e} title="Your account">
      <${uo} />
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function uo(){let{known:e,error:t,tried:n}=nt(Cr);return a`
    <div class="own-account">
      <p class="error" role="alert">${t}</p>
      <section aria-label="Logins">
        <h3>Where you are logged in</h3>
        <ul class="own-logins" aria-busy=${e===null}>
          ${e?.logins.map(o=>a`
            <${uu} key=${o.id} login=${o} end=${()=>n(()=>Er(o.id))} />
          `)}
        </ul>
      </section>
      <section aria-label="Password">
        <h3>Password</h3>
        <${pu} changed=${()=>n(async()=>{})} />
      </section>
      <section aria-label="Second factor">
        <h3>Second factor</h3>
        ${e&&a`
          <${en} key=${e.second_factor} isOn=${e.second_factor}
            changed=${()=>n(async()=>{})} />
        `}
      </section>
    </div>
  `}function uu({login:e,end:t}){let{here:n,seen_at:o}=e;return a`
    <li>
      <span>
        <strong>${lo(e)}</strong>
        <span class="muted">${n?"this browser":`last used ${H(o,Date.now())}`}</span>
      </span>
      ${!n&&a`
        <button class="quiet" aria-label=${`End: ${lo(e)}`} onClick=${t}>End</button>
      `}
    </li>
  `}function pu({changed:e}){let[t,n]=m(!1),{error:o,busy:s,submit:r}=S(async i=>{let[l,c]=[String(i.get("password")),String(i.get("again"))];if(l!==c)return"The two do not match.";await Or(l),n(!0),e()});return t?a`<p role="status">Changed. Every other login of yours has ended.</p>`:a`
    <form class="own-password" onSubmit=${r}>
      <label>
        New password
        <input name="password" type="password" autocomplete="new-password" required
          minlength=${cu} />
      </label>
      <label>
        New password once more
        <input name="again" type="password" autocomplete="new-password" required />
      </label>
      <p class="error" role="alert">${o}</p>
      <button disabled=${s}>Change the password</button>
    </form>
  `}var ho={customer_asked:"Asked for a person",low_understanding:"Bot did not understand",frustrated:"Customer is upset",policy:"Needs a person's decision",value_limit:"Above the bot's limit",action_failed:"An action failed",diagnosis_rejected:"Diagnosis rejected",identity_failed:"Identity not proved",bot_unavailable:"Bot was not available",agent_takeover:"Taken over by an agent",proactive_recovery:"Making it right",danger:"Danger or security",language:"Another language"},du={site_token:"signed in on the shop's site",order_challenge:"order number and postcode",account_linking:"account linked at the shop",email_link:"came by a link from an e-mail"},hu={anonymous:"Not identified",claimed:"Says so, not verified",verified:"Verified"},fu={withdrawn:"No longer wanted",denied:"Misread",person:"With a colleague"},Hr="Not delivered",mu=/^[a-z]+(_[a-z]+)+$/,$u=/^\d{4}-\d{2}-\d{2}(T.*)?$/,ot=e=>ho[e]??v(e),Vr=e=>du[e]??v(e).toLowerCase(),nn=e=>hu[e]??v(e),Kr=e=>fu[e]??v(e);function zr(e){return e==="window_closed"?"Held: the reply window is closed. It goes out when the customer writes.":e==="expired"?"Not sent: it was only true for a while.":e?`${Hr} (${e})`:Hr}function Yr(e,t){if(!e)return"";let n=Math.floor((Date.parse(e)-t)/6e4);if(n<0)return"The reply window is closed";let o=Math.floor(n/60);return`Reply within ${o?`${o} h `:""}${n%60} min`}function v(e){let t=e.replaceAll(/[_.]+/g," ").trim();return t.charAt(0).toUpperCase()+t.slice(1)}function po(e){if(e==null||e==="")return"–";if(typeof e=="boolean")return e?"Yes":"No";if(Array.isArray(e))return e.map(po).join(", ")||"–";if(typeof e=="object")return Object.entries(e).map(([n,o])=>`${v(n)}: ${po(o)}`).join("; ");let t=String(e);return mu.test(t)?v(t):$u.test(t)&&!Number.isNaN(Date.parse(t))?L(t):t}function Gr(e){return Object.entries(e).filter(([,t])=>t!==null&&t!=="").map(([t,n])=>[v(t),po(n)])}var fo="en-GB",gu=864e5,Qr=new Intl.NumberFormat(fo),bu=new Intl.NumberFormat(fo,{style:"percent",maximumFractionDigits:1}),yu=new Intl.NumberFormat(fo,{minimumFractionDigits:1,maximumFractionDigits:2}),Xr=[["7 days",7],["28 days",28],["90 days",90],["365 days",365]];function mo(e,t){let n=new Date(t),o=Date.UTC(n.getFullYear(),n.getMonth(),n.getDate());return{since:Jr(o-(e-1)*gu),until:Jr(o)}}var Zr=e=>y("GET",`reports?${ti(e)}`),$o=(e,t)=>`/api/console/reports/${e}.csv?${ti(t)}`,ti=({since:e,until:t})=>new URLSearchParams({since:e,until:t,timezone:vt()});function dt(e,t){return e===null?t==="topic"?"No topic understood":"–":t==="day"?z(`${e}T12:00:00`):t==="reason"?ot(String(e)):["topic","skill","cause"].includes(t)?v(String(e)):t==="text"?String(e):vu(Number(e),t)}function vu(e,t){return t==="share"?bu.format(e):t==="score"?yu.format(e):t==="seconds"?_u(e):Qr.format(e)}function _u(e){let t=Math.round(e),[n,o,s]=[Math.floor(t/3600),Math.floor(t/60)%60,t%60];return(n?[`${Qr.format(n)} h`,o&&`${o} min`]:[o&&`${o} min`,(s||!o)&&`${s} s`]).filter(Boolean).join(" ")}function ei({value:e,before:t,better:n,unit:o}){return e===null||t===null||n===null||dt(e,o)===dt(t,o)?"":e>t==(n==="more")?"better":"worse"}var Jr=e=>new Date(e).toISOString().slice(0,10);var oi=190,wu=86400,ku=[1,2,7,14,28,56].map(e=>e*wu),xu=[1,2,5,10,20,30,60,120,300,600,1200,1800,3600,7200,14400,36e3,86400,172800,432e3,1e6,1e7],go=matchMedia("(prefers-color-scheme: dark)"),si=b(go.matches);go.addEventListener("change",()=>si.value=go.matches);function ri({days:e,series:t,shown:n}){let o=A(null),s=si.value;return x(()=>{let r=o.current;if(!r)return;let i=!1,l=()=>{};return import("./uPlot.js").then(({default:c})=>{i||(l=Su(new c(Eu(r,t,n),Cu(e,t),r),r))}),()=>{i=!0,l()}},[e,t,s]),a`<div class="chart" ref=${o} aria-hidden="true"></div>`}var ni=e=>z(`${new Date(e*1e3).toISOString().slice(0,10)}T12:00:00`);function Su(e,t){let n=()=>e.setSize({width:t.clientWidth,height:oi}),o=new ResizeObserver(n);return o.observe(t),()=>{o.disconnect(),e.destroy()}}function Cu(e,t){return[e.map(n=>Date.parse(n)/1e3),...t.map(n=>n.values)]}function Eu(e,t,n){let o=getComputedStyle(e),s=l=>o.getPropertyValue(l).trim(),r={stroke:s("--muted"),grid:{stroke:s("--line"),width:1},ticks:{stroke:s("--line"),width:1},font:`12px ${o.fontFamily}`},i=l=>l===null?"–":n(l);return{width:e.clientWidth,height:oi,tzDate:l=>new Date((l+60*new Date(l*1e3).getTimezoneOffset())*1e3),cursor:{drag:{x:!1,y:!1}},scales:{y:{range:(l,c,p)=>[0,Math.max(1,p*1.1)]}},axes:[{...r,incrs:ku,values:(l,c)=>c.map(ni)},{...r,incrs:xu,size:64,values:(l,c)=>c.map(i)}],series:[{label:"Day",value:(l,c)=>c===null?"–":ni(c)},...t.map(({title:l,colour:c,dash:p})=>({label:l,stroke:s(c),width:2,dash:p,points:{size:5},value:(u,h)=>i(h)}))]}}var Tu=[["bot","The bot"],["people","People"]],Ou={bot_days:[{title:"Conversations",columns:["count_contained","count_handed_over"]}],people_days:[{title:"Cases",columns:["count_came","count_resolved","count_abandoned"]},{title:"First answer",columns:["seconds"]}]},Au=["--accent","--warm-line","--bad"],Ru=[void 0,[8,4],[2,3]];function on(){let[e,t]=m(()=>mo(28,Date.now())),[n,o]=m(null),[s,r]=m("");return x(()=>{let i=!0;return Zr(e).then(l=>{i&&(o(l),r(l.without??""))}).catch(l=>i&&r(w(l))),()=>{i=!1}},[e]),a`
    <header class="wide-head">
      <h1>Reports</h1>
      <${Du} days=${e} choose=${t} />
      <a class="button" href=${$o("figures",e)} onClick=${Zt}>Figures as CSV</a>
    </header>
    <p class="error wide-part" role="alert">${s}</p>
    <div class="reports" tabindex="0" role="region" aria-label="Figures and tables"
      aria-busy=${n===null}>
      ${n&&a`<${Nu} report=${n} />`}
    </div>
  `}function Du({days:e,choose:t}){let n=o=>{o.preventDefault();let s=new FormData(o.currentTarget),[r,i]=[String(s.get("since")),String(s.get("until"))];r&&i&&r<=i&&t({since:r,until:i})};return a`
    <form class="period" aria-label="Period" onSubmit=${n} onChange=${n}>
      ${Xr.map(([o,s])=>{let r=mo(s,Date.now()),i=r.since===e.since&&r.until===e.until;return a`
          <button type="button" class="quiet" aria-pressed=${i} onClick=${()=>t(r)}>
            ${o}
          </button>
        `})}
      <label>From <input name="since" type="date" value=${e.since} required /></label>
      <label>until <input name="until" type="date" value=${e.until} required /></label>
    </form>
  `}function Nu({report:e}){let{since:t,until:n,before_since:o,before_until:s,timezone:r}=e;return a`
    <p class="muted">
      ${L(t)} – ${L(n)}, days in ${r.replaceAll("_"," ")}, compared with ${L(o)} –
      ${" "}${L(s)}.
    </p>
    ${Tu.map(([i,l])=>a`<${qu} key=${i} report=${e} of=${i} title=${l} />`)}
  `}function qu({report:e,of:t,title:n}){let o=e.figures.filter(r=>r.of===t),s=e.tables.filter(r=>r.of===t);return o.length?a`
    <section class="report-group" aria-label=${n}>
      <h2>${n}</h2>
      <ul class="figures" role="list">
        ${o.map(r=>a`<${Lu} key=${r.name} figure=${r} />`)}
      </ul>
      ${s.map(r=>a`
        <${Pu} key=${r.name} table=${r} days=${e} />
      `)}
    </section>
  `:null}function Lu({figure:e}){let{title:t,definition:n,unit:o,value:s,base:r,before:i}=e,l=ei(e);return a`
    <li class="figure">
      <h3>${t}</h3>
      <p class="figure-value">${dt(s,o)}</p>
      <p class="figure-before">
        ${o!=="count"&&`of ${dt(r,"count")} · `}
        ${i===null?"nothing before":`before ${dt(i,o)}`}
        ${l&&a` <span class=${`trend ${l}`}>${l}</span>`}
      </p>
      <p class="figure-definition">${n}</p>
    </li>
  `}function Pu({table:e,days:{since:t,until:n}}){let o=Ou[e.name]??[],s=a`<${Bu} table=${e} />`;return a`
    <section class="report-table" aria-label=${e.title}>
      <div class="report-table-head">
        <h3>${e.title}</h3>
        <a href=${$o(e.name,{since:t,until:n})} onClick=${Zt}>
          CSV<span class="unseen"> of: ${e.title}</span>
        </a>
      </div>
      <p class="muted">${e.definition}</p>
      ${o.map(r=>a`<${Iu} key=${r.title} table=${e} chart=${r} />`)}
      ${o.length?a`<details><summary>${e.title} as a table</summary>${s}</details>`:s}
    </section>
  `}function Iu({table:e,chart:t}){let[n,o]=ut(()=>Fu(e,t.columns),[e,t]),s=t.columns[0]==="seconds"?"seconds":"count",r=i=>dt(i,s);return a`
    <figure>
      <figcaption>${t.title}</figcaption>
      <${ri} days=${n} series=${o} shown=${r} />
    </figure>
  `}function Fu(e,t){let n=t.map((o,s)=>{let r=e.columns.findIndex(i=>i.name===o);return{title:e.columns[r].title,values:e.rows.map(i=>i[r]),colour:Au[s],dash:Ru[s]}});return[e.rows.map(o=>String(o[0])),n]}function Bu({table:e}){return e.rows.length?a`
    <table>
      <thead>
        <tr>${e.columns.map(({name:t,title:n})=>a`<th key=${t} scope="col">${n}</th>`)}</tr>
      </thead>
      <tbody>${e.rows.map((t,n)=>a`<${Mu} key=${n} table=${e} row=${t} />`)}</tbody>
    </table>
  `:a`<p class="empty">Nothing in this period.</p>`}function Mu({table:e,row:t}){let[n,...o]=t.map((s,r)=>dt(s,e.columns[r].kind));return a`
    <tr>
      <th scope="row">${n}</th>
      ${o.map((s,r)=>a`<td key=${r}>${s}</td>`)}
    </tr>
  `}function ii({agent:e,leave:t}){return a`
    <div class="outside">
      <header class="outside-head">
        <img src="/web/console/icon.svg" alt="" width="28" height="28" />
        <h1>Hello <bdi>${e.name}</bdi></h1>
        <p class="muted">
          You are logged in as a ${e.role}. Customers' conversations are for agents only.
        </p>
        <button onClick=${t}>Log out</button>
      </header>
      <main class="wide">
        ${e.may.includes("bot_reports")&&a`<${on} />`}
        <section class="wide-part" aria-label="Your account"><${uo} /></section>
      </main>
    </div>
  `}var ai=async()=>(await y("GET","accounts")).accounts,li=async e=>(await y("POST","accounts",e)).link,ci=(e,t)=>y("PUT",`accounts/${e}`,t),ui=async e=>(await y("POST",`accounts/${e}/link`,{})).link,pi=({id:e,disabled:t})=>y("POST",`accounts/${e}/${t?"enable":"disable"}`,{}),di=e=>y("DELETE",`accounts/${e}/second_factor`);function hi(e){let t=o=>String(e.get(o)??"").trim(),n=t("email");return{...n?{email:n}:{},name:t("name"),role:t("role"),skills:t("skills").split(/[,;\n]+/).map(o=>o.trim()).filter(Boolean),capacity:Number(t("capacity"))}}var sn=({path:e})=>new URL(e,location.origin).href;var Uu=[["agent","Agent: answers customers"],["supervisor","Supervisor: also takes cases from colleagues"],["trainer","Trainer: no customers' conversations"],["admin","Admin: everything, with accounts and the audit log"]];function fi({desk:e,account:t,saved:n}){let o=t?.id===e.snapshot.value?.agent.id,[s,r]=m(""),i=({id:u,name:h})=>di(u).then(()=>n(h,null),f=>r(w(f))),{error:l,busy:c,submit:p}=S(async u=>{let h=hi(u);t&&await ci(t.id,h),n(h.name,t?null:await li(h))});return a`
    <${E} desk=${e} title=${t?`Account of ${Z(t.name)}`:"Invite somebody"}>
      <form onSubmit=${p}>
        <label>Name, as customers see it
          <input name="name" dir="auto" required maxlength="200" defaultValue=${t?.name} />
        </label>
        ${!t&&a`
          <label>E-mail<input name="email" type="email" required maxlength="320" /></label>
        `}
        <label>Role
          <select name="role" defaultValue=${t?.role??"agent"}>
            ${Uu.map(([u,h])=>a`
              <option value=${u} selected=${u===(t?.role??"agent")}
                disabled=${o&&u!==t?.role}>${h}</option>
            `)}
          </select>
        </label>
        <label>Skills; none stand for every skill
          <input name="skills" dir="auto" placeholder="orders, payments"
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
  `}var rn=[["conversations","Read conversations and their messages"],["handoffs","Read cases with their packets"],["links","Make and end links into conversations"],["sign_outs","Sign customers out of all chats"],["insights","Read what lets customers down"],["incidents","Read incidents"],["edit_incidents","Add, change and end incidents"],["dead_letters","Read messages that were given up"],["metrics","Read metrics"]],mi=async()=>(await y("GET","tokens")).tokens,$i=e=>y("POST","tokens",e),gi=e=>y("DELETE",`tokens/${e}`);function bi(e){let t=rn.map(([n])=>n).filter(n=>e.has(n));return{name:String(e.get("name")??"").trim(),scopes:t}}function yi({desk:e}){let{known:t,error:n,tried:o}=nt(mi),[s,r]=m(null);function i(l){e.dialog.value=null,o(async()=>r(l))}return a`
    <header class="wide-head">
      <h2>Tokens of programs</h2>
      <button onClick=${()=>e.dialog.value="token"}>Make a token</button>
    </header>
    <p class="error wide-part" role="alert">${n}</p>
    ${s&&a`<${Hu} made=${s} done=${()=>r(null)} />`}
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
            <${Wu} key=${l.id} desk=${e} token=${l}
              revoke=${()=>o(()=>gi(l.id))} />
          `)}
        </tbody>
      </table>
      ${t?.length===0&&a`<p class="empty wide-part">No program has one.</p>`}
    </div>
    ${e.dialog.value==="token"&&a`<${ju} desk=${e} done=${i} />`}
  `}function Wu({desk:e,token:{name:t,scopes:n,made_by:o,made_at:s,used_at:r},revoke:i}){let[l,c]=m(!1),p=e.now.value;return a`
    <tr>
      <th scope="row" dir="auto">${t}</th>
      <td>${n.map(u=>rn.find(([h])=>h===u)?.[1]??u).join("; ")}</td>
      <td>${H(s,p)} <span class="muted">by <bdi>${o}</bdi></span></td>
      <td>${r?H(r,p):"never"}</td>
      <td class="row-buttons">
        <button class="quiet" aria-label=${`${l?"Revoke for good":"Revoke"}: ${t}`}
          onClick=${l?i:()=>c(!0)}>
          ${l?"Revoke for good":"Revoke"}
        </button>
      </td>
    </tr>
  `}function ju({desk:e,done:t}){let{error:n,busy:o,submit:s}=S(async r=>{let i=bi(r);if(!i.scopes.length)return"Say what the token is for.";t(await $i(i))});return a`
    <${E} desk=${e} title="Make a token">
      <form onSubmit=${s}>
        <label>Name of the program
          <input name="name" dir="auto" required maxlength="60" autocomplete="off" />
        </label>
        <fieldset>
          <legend>What it may do</legend>
          ${rn.map(([r,i])=>a`
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
  `}function Hu({made:{token:e,shown:t},done:n}){let[o,s]=m(!1),r=async()=>{await navigator.clipboard.writeText(t),s(!0)};return a`
    <section class="given wide-part" aria-label="New token">
      <p><strong>The token of <bdi>${e.name}</bdi>.</strong> It is shown this once: give it to the program now.</p>
      <p class="given-line">
        <input readonly aria-label="Token" value=${t}
          onFocus=${i=>i.currentTarget.select()} />
        ${navigator.clipboard&&a`
          <button onClick=${r}>${o?"Copied":"Copy"}</button>
        `}
        <button class="quiet" onClick=${n}>Done</button>
      </p>
    </section>
  `}function vi({desk:e}){let{known:t,error:n,tried:o}=nt(ai),[s,r]=m(null),[i,l]=m(null);function c(h){r(h),e.dialog.value="account"}async function p(h,f){e.dialog.value=null,await o(async()=>f&&l({name:h,link:f}))}let u=h=>o(async()=>l({name:h.name,link:await ui(h.id)}));return a`
    <header class="wide-head">
      <h1>Accounts</h1>
      <button class="primary" onClick=${()=>c(null)}>Invite somebody</button>
    </header>
    <p class="error wide-part" role="alert">${n}</p>
    ${i&&a`<${zu} given=${i} done=${()=>l(null)} />`}
    <div class="table-frame" tabindex="0" role="region" aria-label="Accounts">
      <table aria-busy=${t===null}>
        <thead>
          <tr>
            <th>Name</th><th>Role</th><th>Skills</th><th>At once</th><th>State</th>
            <th><span class="unseen">What can be done</span></th>
          </tr>
        </thead>
        <tbody>
          ${t?.map(h=>a`
            <${Vu} key=${h.id} desk=${e} account=${h} edit=${c}
              link=${u} toggle=${()=>o(()=>pi(h))} />
          `)}
        </tbody>
      </table>
    </div>
    ${e.dialog.value==="account"&&a`
      <${fi} desk=${e} account=${s} saved=${p} />
    `}
    <${yi} desk=${e} />
  `}function Vu({desk:e,account:t,edit:n,link:o,toggle:s}){let{disabled:r,email:i,id:l,invited:c,name:p,role:u,skills:h,capacity:f}=t,d=l===e.snapshot.value?.agent.id;return a`
    <tr class=${r?"off":""}>
      <th scope="row"><bdi>${p}</bdi><span class="muted">${i}</span></th>
      <td>${v(u)}</td>
      <td>${h.join(", ")||"every skill"}</td>
      <td>${f}</td>
      <td><${Ku} desk=${e} account=${t} /></td>
      <td class="row-buttons">
        <button class="quiet" aria-label=${`Change: ${p}`} onClick=${()=>n(t)}>
          Change
        </button>
        ${!r&&a`
          <button class="quiet" aria-label=${`New link: ${p}`} onClick=${()=>o(t)}>
            ${c?"Invite again":"Reset password"}
          </button>
        `}
        ${!d&&a`
          <button class="quiet" aria-label=${`${r?"Enable":"Disable"}: ${p}`}
            onClick=${s}>${r?"Enable":"Disable"}</button>
        `}
      </td>
    </tr>
  `}function Ku({desk:e,account:{disabled:t,id:n,invited:o,seen_at:s}}){if(t)return a`<span class="tag">Disabled</span>`;if(o)return a`<span class="tag strong">Invited</span>`;let r=e.snapshot.value?.agents.find(i=>i.id===n)?.presence;return r&&r!=="offline"?v(r):a`<span class="muted">last here ${H(s,e.now.value)}</span>`}function zu({given:{name:e,link:t},done:n}){let[o,s]=m(!1),r=sn(t),i=async()=>{await navigator.clipboard.writeText(r),s(!0)};return a`
    <section class="given wide-part" aria-label="Link">
      <p>
        <strong>A link for <bdi>${e}</bdi> alone.</strong> It works once, until ${" "}
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
  `}var Yu={"account.change":"Changed an account","account.disable":"Disabled an account","account.enable":"Enabled an account","account.invite":"Invited somebody","account.link":"Made a link to an account","audit.export":"Downloaded the audit log","audit.read":"Read the audit log","block.add":"Blocked somebody","block.lift":"Lifted a block","blocks.read":"Looked at who is blocked","conversations.read":"Listed conversations","file.add":"Added a file","file.read":"Opened a file","handoffs.read":"Listed handoffs","incident.add":"Added an incident","incident.change":"Changed an incident","incident.end":"Ended an incident","label.add":"Added a label","label.change":"Changed a label","label.remove":"Removed a label","privacy.erase":"Erased a customer","privacy.export":"Exported a customer's data","privacy.find":"Looked what is kept of a customer","privacy.read":"Opened the privacy page","report.export":"Downloaded a report","report.read":"Read reports","reply.add":"Added a canned reply","reply.change":"Changed a canned reply","reply.remove":"Removed a canned reply",accept:"Accepted a case",ask_bot:"Let the bot ask",contact:"Read the customer's card",decline:"Declined a case",dismiss:"Read a notice",floor:"Looked at the live floor",label:"Changed a conversation's labels",login:"Logged in",logout:"Logged out",note:"Wrote an internal note",open:"Opened a conversation",password:"Chose a password",presence:"Changed presence",prioritise:"Changed a priority",queue:"Read on in the queue",reassign:"Moved a case",resolve:"Resolved a conversation",resume:"Let a channel go on",search:"Searched",send:"Wrote to the customer",send_again:"Sent a message again",snapshot:"Opened the console",sync:"Came back to the console",take_over:"Took a conversation over",transfer:"Passed a case on"},bo=e=>Yu[e]??v(e);function _i(e,t){let n=ki(e);return t&&n.set("before",String(t)),y("GET",`audit?${n}`)}var wi=e=>`/api/console/audit.csv?${ki(e)}`,ki=e=>new URLSearchParams([...e,["timezone",vt()]]);function xi(e){let t=[...e].filter(([,n])=>String(n).trim());return new URLSearchParams(t.map(([n,o])=>[n,String(o).trim()]))}function Si({desk:e}){let[t,n]=m(new URLSearchParams),[o,s]=m(null),[r,i]=m([]),[l,c]=m(null),[p,u]=m("");async function h(f){try{let d=await _i(t,f);s(f?[...o??[],...d.entries]:d.entries),i(d.acts),c(d.next),u("")}catch(d){u(w(d))}}return x(()=>{h(null)},[t]),a`
    <header class="wide-head">
      <h1>Audit log</h1>
      <a class="button" href=${wi(t)} onClick=${Zt}>Download CSV</a>
    </header>
    <${Gu} desk=${e} acts=${r} want=${n} />
    <p class="muted wide-part">Days and times in ${Pe()}, in the CSV, too.</p>
    <p class="error wide-part" role="alert">${p}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Audit log">
      <table aria-busy=${o===null}>
        <thead>
          <tr><th>When</th><th>Who</th><th>What</th><th>Conversation</th><th>About</th></tr>
        </thead>
        <tbody>${o?.map(f=>a`<${Ju} key=${f.id} entry=${f} />`)}</tbody>
      </table>
      ${o?.length===0&&a`<p class="empty wide-part">Nothing that fits.</p>`}
      ${l&&a`
        <p class="wide-part"><button onClick=${()=>h(l)}>Older entries</button></p>
      `}
    </div>
  `}function Gu({desk:e,acts:t,want:n}){let o=e.snapshot.value?.agents??[],s=r=>{r.preventDefault(),n(xi(new FormData(r.currentTarget)))};return a`
    <form class="filters wide-part" aria-label="Filter" onSubmit=${s} onChange=${s}>
      <label>Who
        <select name="agent_id">
          <option value="">Everybody</option>
          ${o.map(({id:r,name:i})=>a`<option dir="auto" value=${r}>${i}</option>`)}
        </select>
      </label>
      <label>What
        <select name="act">
          <option value="">Everything</option>
          ${t.map(r=>a`<option value=${r}>${bo(r)}</option>`)}
        </select>
      </label>
      <label>Conversation<input name="conversation_id" maxlength="40" placeholder="cv_…" /></label>
      <label>From<input name="since" type="date" /></label>
      <label>Until<input name="until" type="date" /></label>
    </form>
  `}function Ju({entry:{at:e,name:t,act:n,conversation_id:o,about:s,refused:r}}){return a`
    <tr>
      <td class="time"><time datetime=${e}>${L(e)}, ${V(e)}</time></td>
      <td><bdi>${t}</bdi></td>
      <td>${bo(n)} ${r&&a`<span class="tag warm" dir="auto" title=${r}>refused</span>`}</td>
      <td>
        ${o&&a`
          <a href=${U(o)}>${o.slice(-8)}</a>
        `}
      </td>
      <td class="about" dir="auto">${s}</td>
    </tr>
  `}function B(e,t){return e?.channels.find(o=>o.name===t)??{...Qu,name:t,label:v(t)}}var Qu={marked:!0,linkable:!1,templates_only:!1,templates:[],proofs:{}};function Ci(e,t){if(t===null)return null;let n=e?.channels.find(o=>t in o.proofs);return n?n.proofs[t]:Vr(t)}var Xu={connecting:"Connecting to the desk …",live:"",lost:"Connection lost. Trying again … Nothing is sent until then; what you write is kept.",outdated:"The desk has been updated and this page is too old for it."},Zu={up:"",starting:"The bot is starting. New customers wait for it.",down:"The bot is down. Customers are offered a person."};function yo({desk:e}){let t=e.link.value,n=e.problem.value,o=Zu[e.bot.value];return a`
    <div class="banners">
      <div role="status">
        ${t!=="live"&&a`<p class=${`banner ${t}`}>
          ${Xu[t]} ${t==="outdated"&&a`<${ep} />`}
        </p>`}
        ${t==="live"&&o&&a`<p class="banner">${o}</p>`}
      </div>
      <${tp} desk=${e} />
      <div role="status">
        ${(e.snapshot.value?.notices??[]).filter(s=>!s.seq).map(({id:s,text:r})=>a`
          <p class="banner" dir="auto" key=${s}>
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
  `}function tp({desk:e}){let{stopped_channels:t=[]}=e.snapshot.value??{};return a`
    <div role="alert">
      ${t.map(({channel:n,code:o})=>a`
        <p class="banner problem" key=${n}>
          <bdi>${B(e.snapshot.value,n).label}</bdi> has stopped (${o}). Nothing is lost: messages wait until it goes on.
          ${e.may("channels")&&a`
            <button class="quiet" onClick=${()=>e.handling.resumeChannel(n)}>
              It is mended: go on
            </button>
          `}
        </p>
      `)}
    </div>
  `}var ep=()=>a`
  <button class="quiet" onClick=${()=>location.reload()}>Reload the page</button>
`;var Ei=[[24,"A day"],[168,"A week"],[720,"30 days"],[null,"For good"]],an={address:"This address only",mark:"Where they write from, for strangers there",customer:"This customer, on every channel"};function Ti({level:e},t){return e!=="anonymous"&&t?["address","mark","customer"]:["address","mark"]}var Oi=async()=>(await y("GET","blocks")).blocks,Ai=(e,t)=>y("POST",`conversations/${e}/block`,t),ln=e=>y("DELETE",`blocks/${e}`);function Ri(e){let t=Number(e.get("hours"));return{reason:String(e.get("reason")??"").trim(),scope:e.get("scope")??"address",spam:e.has("spam"),hours:t||null}}function Di({desk:e}){let[t]=m((()=>e.thread.value?.conversation)),[n,o]=m(null),{error:s,busy:r,submit:i}=S(async l=>{t&&o(await Ai(t.id,Ri(l)))});return t?a`
    <${E} desk=${e} title="Block or report spam">
      ${n?a`<${op} desk=${e} made=${n} />`:a`<${np} desk=${e} conversation=${t} error=${s} busy=${r}
            submit=${i} />`}
    <//>
  `:null}function np({desk:e,conversation:t,error:n,busy:o,submit:s}){return a`
    <form onSubmit=${s}>
      <p class="muted">The conversation ends. What they write from then on reaches nobody; it is
        kept apart for supervisors, who can lift the block.</p>
      <label>Why
        <textarea name="reason" dir="auto" rows="2" required maxlength="300"
          placeholder="Colleagues and the audit log see it, they do not" />
      </label>
      <label>Whom
        <select name="scope">
          ${Ti(t,e.may("blocks")).map(r=>a`
            <option value=${r}>${an[r]}</option>
          `)}
        </select>
      </label>
      <label>For how long
        <select name="hours">
          ${Ei.map(([r,i])=>a`<option value=${r??""}>${i}</option>`)}
        </select>
      </label>
      <label class="check"><input type="checkbox" name="spam" />
        It is spam: no report counts this conversation</label>
      <p class="error" role="alert">${n}</p>
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
        <button class="primary" disabled=${o}>Block</button>
      </p>
    </form>
  `}function op({desk:e,made:t}){let[n,o]=m(!1),[s,r]=m("");return a`
    <p role="status">${n?"They may write again, and go on in this conversation.":"The conversation has ended, and what they write now reaches nobody."}</p>
    <p class="error" role="alert">${s}</p>
    <p class="dialog-buttons">
      ${!n&&a`<button class="quiet" type="button" onClick=${()=>ln(t.id).then(()=>o(!0),l=>r(w(l)))}>Undo</button>`}
      <button class="primary" type="button" onClick=${()=>e.dialog.value=null}>Done</button>
    </p>
  `}function Ni({desk:e}){let{known:t,error:n,tried:o}=nt(Oi);return a`
    <header class="wide-head"><h1>Blocked</h1></header>
    <p class="error wide-part" role="alert">${n}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Blocked">
      <table aria-busy=${t===null}>
        <thead>
          <tr>
            <th>Who</th><th>Why</th><th>By</th><th>Until</th><th>Written since</th>
            <th><span class="unseen">What can be done</span></th>
          </tr>
        </thead>
        <tbody>
          ${t?.map(s=>a`
            <${sp} key=${s.id} desk=${e} block=${s} lift=${()=>o(()=>ln(s.id))} />
          `)}
        </tbody>
      </table>
      ${t?.length===0&&a`<p class="empty wide-part">Nobody is blocked.</p>`}
    </div>
  `}function sp({desk:e,block:t,lift:n}){let{scope:o,channel:s,spam:r,reason:i,conversation_id:l,customer_name:c,by_name:p,kept:u}=t,h=ap(t,e.now.value),f=s?B(e.snapshot.value,s).label:null;return a`
    <tr class=${h?"off":""}>
      <th scope="row">
        <a dir="auto" href=${U(l)}>${c??"Unknown customer"}</a>
        <span class="muted" dir="auto">${[an[o],f].filter(Boolean).join(" · ")}</span>
      </th>
      <td><bdi>${i}</bdi> ${r&&a`<span class="tag">Spam</span>`}</td>
      <td><bdi>${p}</bdi> <span class="muted">${L(t.at)}</span></td>
      <td>${ip(t)}</td>
      <td><${rp} kept=${u} /></td>
      <td class="row-buttons">
        ${!h&&a`
          <button class="quiet" aria-label=${`Lift: ${c??i}`} onClick=${n}>Lift</button>
        `}
      </td>
    </tr>
  `}function rp({kept:e}){return e.length?a`
    <details>
      <summary>${e.length===1?"1 message":`${e.length} messages`}</summary>
      <ul class="kept-apart">
        ${e.map(({text:t,at:n})=>a`
          <li><span class="muted">${L(n)}, ${V(n)}</span> <bdi>${t}</bdi></li>
        `)}
      </ul>
    </details>
  `:a`<span class="muted">Nothing</span>`}function ip({until:e,lifted_at:t,lifted_by:n}){return t?a`lifted by <bdi>${n}</bdi>, ${L(t)}`:e?`${L(e)}, ${V(e)}`:"for good"}var ap=({until:e,lifted_at:t},n)=>!!t||!!e&&Date.parse(e)<=n;function X({desk:e,since:t}){return a`<time datetime=${t} title=${L(t)}>${Nt(t,e.now.value)}</time>`}function qi({page:{url:e,title:t,cart:n,fields:o}}){let s=Object.entries(o??{});return!e&&!t&&!n&&!s.length?null:a`
    <dl class="facts looking" title="As the customer's browser says it">
      ${(e||t)&&a`<div><dt>Looks at</dt><dd><${lp} url=${e} title=${t} /></dd></div>`}
      ${n&&a`<div><dt>Cart</dt><dd dir="auto">${cp(n)}</dd></div>`}
      ${s.map(([r,i])=>a`<div><dt dir="auto">${v(r)}</dt><dd dir="auto">${i}</dd></div>`)}
    </dl>
  `}var lp=({url:e,title:t})=>a`
  ${t&&a`<span dir="auto">${t}</span> `}
  ${e&&a`<a href=${e} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">${e}</a>`}
`;function cp({value:e,currency:t,items:n=[]}){return[e==null?"":t?tn(e*100,t):String(e),n.join(", ")].filter(Boolean).join(": ")||"empty"}var up=3;function Pi({desk:e,thread:t}){let{conversation:n,handoff:o}=t,s=e.contacts.of(n.id),r=s.contact??o?.packet.contact??null,i=s.error??r?.error;return a`
    <section class="part customer" aria-label="Customer">
      <header class="part-head">
        <h2>Customer</h2>
        <${pp} desk=${e} id=${n.id} contact=${r} />
      </header>
      ${i&&a`<p class="error" role="status">${i}</p>`}
      <${dp} desk=${e} conversation=${n} contact=${r} />
      <${qi} page=${n.page} />
      ${r&&a`<${mp} contact=${r} />`}
    </section>
  `}function pp({desk:e,id:t,contact:n}){let{reading:o}=e.contacts.of(t);return a`
    <span class="freshness">
      ${n?.read_at&&a`read <${X} desk=${e} since=${n.read_at} /> ago`}
      <button class="quiet" disabled=${o||e.link.value!=="live"}
        onClick=${()=>e.contacts.read(t)}>${o?"Reading …":"Refresh"}</button>
    </span>
  `}function dp({desk:e,conversation:t,contact:n}){let o=n?.customer,s=Ci(e.snapshot.value,t.how);return a`
    <p class="who">
      <strong dir="auto">${o?.name??t.customer_name??"Unknown customer"}</strong>
      ${o&&a`<span class=${`tag tier ${o.tier}`}>${v(o.tier)}</span>`}
    </p>
    <p class="muted">
      <span class=${`level ${t.level}`}>${nn(t.level)}</span>
      ${s&&`: ${s}`}
    </p>
    ${t.level==="verified"&&e.may("answer")&&a`
      <${fp} desk=${e} key=${t.id} id=${t.id} />
    `}
    ${hp(e,t)&&a`
      <p>
        <button class="quiet" title="They can no longer write here"
          onClick=${()=>e.dialog.value="block"}>Block or report spam</button>
      </p>
    `}
    ${o&&a`
      <p class="muted">
        <bdi>${[o.email,o.phone].filter(Boolean).join(" · ")}</bdi>
      </p>
      ${o.since&&a`<p class="muted">Customer since ${Ur(o.since)}</p>`}
    `}
  `}var hp=(e,{level:t})=>e.may(t==="verified"?"blocks":"answer");function fp({desk:e,id:t}){let[n,o]=m(!1),s=()=>y("POST",`conversations/${t}/sign_out`,{}).then(()=>o(!0),r=>e.problem.value=w(r));return n?a`<p class="muted" role="status">Signed out of all chats.</p>`:a`
    <p>
      <button class="quiet" onClick=${s}
        title="On all devices, until the shop signs them in anew">Sign out of all chats</button>
    </p>
  `}function mp({contact:{orders:e,tickets:t,notes:n}}){return a`
    <${vo} title="Orders" items=${e} card=${$p} />
    <${vo} title="Tickets" items=${t} card=${yp} />
    <${vo} title="Notes" items=${n?.slice(0,up)} card=${vp} />
  `}function vo({title:e,items:t,card:n}){return t?.length?a`
    <h3>${e}</h3>
    <ul class="cards" aria-label=${e}>
      ${t.map(o=>a`<li class="card"><${n} item=${o} /></li>`)}
    </ul>
  `:null}function $p({item:e}){let{number:t,status:n,placed_at:o,lines:s,total:r,currency:i}=e;return a`
    <p class="card-line">
      <strong>${t}</strong>
      <span class="tag">${v(n)}</span>
      <span class="end">${o&&`${z(o)} · `}${tn(r,i)}</span>
    </p>
    <p dir="auto">${s.map(gp).join(", ")}</p>
    ${e.shipments?.map(l=>a`<${bp} shipment=${l} />`)}
    ${e.traces?.map(l=>a`
      <p class="done">Trace ${l.reference}${Li("answer by",l.answer_by)}</p>
    `)}
    ${e.replacements?.map(l=>a`
      <p class="done">Replacement ${l.reference}${Li("arrives by",l.arrives_by)}</p>
    `)}
  `}var Li=(e,t)=>t?`: ${e} ${z(t)}`:"",gp=({name:e,quantity:t})=>t>1?`${t} × ${e}`:e;function bp({shipment:e}){let{carrier:t,status:n,tracking_code:o,expected_on:s,delivered_at:r,last_scan:i}=e,l=s&&`expected ${z(s)}`,c=r?z(r):l;return a`
    <p class="muted" title=${o}>
      ${t} <span class=${`shipment ${n}`}>${v(n).toLowerCase()}</span>${c&&`, ${c}`}
      ${!r&&i&&a`
        <br />Last scan ${z(i.at)} ${V(i.at)},${" "}
        <bdi>${i.place}</bdi>: <bdi>${i.text}</bdi>
      `}
    </p>
  `}function yp({item:{reference:e,subject:t,status:n,updated_at:o,order_number:s}}){return a`
    <p class="card-line">
      <strong>${e}</strong>
      <span class="tag">${v(n)}</span>
      <span class="end">${z(o)}</span>
    </p>
    <p><bdi>${t}</bdi>${s&&` (order ${s})`}</p>
  `}function vp({item:{text:e,author:t,at:n}}){return a`
    <p class="muted">${v(t)} · ${L(n)}</p>
    <p dir="auto">${e}</p>
  `}function Ii({desk:e,past:t}){return t.length?a`
    <section class="part" aria-label="Earlier conversations">
      <h2>Earlier conversations</h2>
      <ul class="cards past">
        ${t.map(n=>a`<${_p} key=${n.conversation_id} desk=${e} past=${n} />`)}
      </ul>
    </section>
  `:null}function _p({desk:e,past:t}){let{conversation_id:n,opened_at:o,wanted:s,situation:r,closing_note:i}=t;return a`
    <li class="card">
      <p class="card-line">
        <a dir="auto" href=${U(n)}>${s??r??"Answered by the bot"}</a>
        <time class="end" datetime=${o}>${z(o)}</time>
      </p>
      <p class="muted">${wp(e,t)}</p>
      ${i&&a`<p class="muted" dir="auto">“${i}”</p>`}
    </li>
  `}function wp(e,{channel:t,disposition:n,agent_name:o,rating:s}){let{dispositions:r=[]}=e.snapshot.value??{},i=r.find(p=>p.code===n)?.title,l=s===null?null:`rated ${s} of 5`,{label:c}=B(e.snapshot.value,t);return[c,i,o&&Z(o),l].filter(Boolean).join(" · ")}var kp={falling:"↘ falling",steady:"→ steady",rising:"↗ rising"};function Bi({packet:e}){return a`
    <section class="part summary" aria-label="Summary">
      <h2>Summary</h2>
      ${e?a`<${xp} packet=${e} />`:a`
        <p class="empty">Nothing was handed over: the conversation says it all.</p>
      `}
    </section>
  `}function xp({packet:{reason:e,summary:t,proposal:n,sentiment:o,said_since:s=[]}}){let{wants:r=[],situation:i,asked_and_answered:l=[],tried:c=[],suggested_next_step:p}=t;return a`
    <${Sp} wants=${r} />
    <${Cp} lines=${s} />
    <p class="badges">
      <span class="tag strong" dir="auto" title=${e.text}>${ot(e.code)}</span>
      <${Ep} sentiment=${o} />
    </p>
    <p class="situation" dir="auto">${i}</p>
    ${p&&a`
      <p class="next"><strong>Suggested next step</strong><bdi>${p}</bdi></p>
    `}
    ${n&&a`<p class="next"><strong>The bot would</strong><bdi>${n}</bdi></p>`}
    <${Fi} title="Tried" pairs=${c.map(u=>[u.action,u.result])} />
    <${Fi} title="Asked and answered"
      pairs=${l.map(u=>[u.question,u.answer])} />
    <p class="why"><strong>Why it came to you</strong><bdi>${e.text}</bdi></p>
  `}function Sp({wants:e}){return e.length?a`
    <h3>Customer wants</h3>
    <ul class="wants">
      ${e.map(({words:[t,...n],about:o,state:s})=>a`
        <li class=${`want ${s}`}>
          <p class="want-words" dir="auto">${t?`“${t}”`:o}</p>
          <p class="want-about">
            <span class="tag">${Kr(s)}</span>
            ${" "}<bdi>${t&&o}</bdi>
          </p>
          ${n.length>0&&a`
            <p class="want-before">Before: <bdi>${n.map(r=>`“${r}”`).join(", ")}</bdi></p>
          `}
        </li>
      `)}
    </ul>
  `:null}function Cp({lines:e}){return e.length?a`
    <h3>Said while waiting</h3>
    <ul class="since">
      ${e.map(({seq:t,text:n,at:o})=>a`
        <li key=${t}><time datetime=${o}>${V(o)}</time> <bdi>${n}</bdi></li>
      `)}
    </ul>
  `:null}function Ep({sentiment:{label:e,trend:t}}){return a`<span class=${`mood ${e}`}>${v(e)} <span>${kp[t]}</span></span>`}function Fi({title:e,pairs:t}){return t.length?a`
    <h3>${e}</h3>
    <dl class="pairs">
      ${t.map(([n,o])=>a`<div><dt dir="auto">${n}</dt><dd dir="auto">${o}</dd></div>`)}
    </dl>
  `:null}function Mi({desk:e}){let t=e.thread.value;if(!t)return null;let n=t.handoff?.packet??null;return a`
    <${Bi} packet=${n} />
    <${Pi} desk=${e} thread=${t} />
    <${Ii} desk=${e} past=${t.past} />
    <${Tp} facts=${Gr(n?.facts??{})} />
  `}function Tp({facts:e}){return a`
    <section class="part" aria-label="Facts">
      <h2>Facts</h2>
      ${e.length?a`<dl class="facts">
            ${e.map(([t,n])=>a`<div><dt>${t}</dt><dd dir="auto">${n}</dd></div>`)}
          </dl>`:a`<p class="empty">None collected.</p>`}
    </section>
  `}function Ui({desk:e,conversation:t}){let n=e.snapshot.value?.bot_tasks??[],[o,s]=m(n[0]?.kind??""),{error:r,busy:i,submit:l}=S(async c=>{await e.casework.askBot(t,o,String(c.get("question")??"").trim()),e.dialog.value=null});return a`
    <${E} desk=${e} title="What shall the bot ask for?">
      <form onSubmit=${l}>
        <fieldset class="dispositions">
          <legend class="unseen">What the bot asks for</legend>
          ${n.map(c=>a`
            <${Op} key=${c.kind} task=${c} chosen=${c.kind===o}
              choose=${()=>s(c.kind)} />
          `)}
        </fieldset>
        ${o==="own"&&a`
          <label>Question, in words that the customer reads
            <textarea name="question" dir="auto" rows="2" required maxlength="500" />
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
  `}var Op=({task:{kind:e,title:t,question:n},chosen:o,choose:s})=>a`
  <label class="check">
    <input type="radio" name="kind" value=${e} checked=${o} onChange=${s} />
    <span dir="auto">${t}${n&&a`<br /><span class="muted">${n}</span>`}</span>
  </label>
`;function Wi({desk:e,conversation:{id:t}}){let[n,o]=m(null),[s,r]=m(""),[i,l]=m(!1),c=u=>r(w(u)),p=()=>y("DELETE",`conversations/${t}/link`).then(()=>l(!0),c);return x(()=>{y("POST",`conversations/${t}/link`,{}).then(o,c)},[t]),a`
    <${E} desk=${e} title="Link for an e-mail">
      <p role="status">
        ${i?"All links into this conversation are over, and pages that one has opened are closed.":n?a`Opens this conversation, and nothing else of the customer, until${" "}
              ${new Date(n.expires_at).toLocaleString("en-GB",{dateStyle:"medium",timeStyle:"short"})}.
              Whoever has the link can read it and write here: send it to the customer alone.`:"Making the link …"}
      </p>
      ${n&&!i&&a`<${Ap} address=${sn(n)} />`}
      <p class="error" role="alert">${s}</p>
      <p class="dialog-buttons">
        ${n&&!i&&a`
          <button class="quiet" type="button" onClick=${p}
            title="This one, and those made before">End all links</button>
        `}
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function Ap({address:e}){let[t,n]=m(!1),o=async()=>{await navigator.clipboard.writeText(e),n(!0)};return a`
    <p class="given-line">
      <input readonly aria-label="Link for an e-mail" value=${e}
        onFocus=${s=>s.currentTarget.select()} />
      ${navigator.clipboard&&a`
        <button class="primary" type="button" onClick=${o}>${t?"Copied":"Copy"}</button>
      `}
    </p>
  `}function ji({desk:e,conversation:t}){let n=A(null),o=()=>{e.attached.add(t.id,n.current?.files??[]),n.current&&(n.current.value=""),e.boxWanted.value=!0};return a`
    <button class="toggle" disabled=${e.link.value!=="live"}
      onClick=${()=>n.current?.click()}>Attach a file</button>
    <input ref=${n} type="file" multiple hidden aria-label="File for the customer"
      onChange=${o} />
  `}function Hi({desk:e,conversation:{id:t}}){let n=e.attached.of(t),o=s=>{e.attached.remove(t,s),e.boxWanted.value=!0};return n.length>0&&a`
    <ul class="attached" aria-label="Attached files">
      ${n.map(({key:s,name:r,preview:i,ref:l,error:c})=>a`
        <li key=${s}>
          ${i&&a`<img src=${i} alt="" />`}
          <span class="name" dir="auto">${r}</span>
          ${c?a`<span class="bad" role="alert">${c}</span>`:!l&&a`<span class="hint">Uploading …</span>`}
          <button class="quiet" aria-label=${`Remove ${r}`} onClick=${()=>o(s)}>✕</button>
        </li>
      `)}
    </ul>
  `}var Vi=(e,{id:t})=>({onDragOver:n=>{n.dataTransfer?.types.includes("Files")&&n.preventDefault()},onDrop:n=>{let o=n.dataTransfer?.files;o?.length&&(n.preventDefault(),e.attached.add(t,o),e.boxWanted.value=!0)}});function Ki(e,{id:t},n){let o=n.clipboardData;!o?.files.length||o.types.includes("text/plain")||(n.preventDefault(),e.attached.add(t,o.files))}var Rp=6;function zi(e,t,n){let o=gr(n);return o===null?null:{label:"Canned replies",choices:br(e.replies.known.value,o).slice(0,Rp).map(r=>({...r,draft:Dp(e,t,r)})),none:"No canned reply has these words."}}function Dp(e,t,{text:n}){let o=e.threads.of(t.id)?.handoff?.packet.facts??{};return yr(n,{agent:e.snapshot.value?.agent.name,customer:t.customer_name,order:o.order_number?String(o.order_number):null})}function Yi({offered:{label:e,choices:t,none:n},chosen:o,choose:s}){return a`
    <ul class="canned" id="canned" role="listbox" aria-label=${e}>
      ${t.map((r,i)=>a`
        <li key=${r.id} id=${`canned-${i}`} role="option" aria-selected=${i===o}
          class=${i===o?"chosen":""}
          onMouseDown=${l=>l.preventDefault()}
          onClick=${()=>s(r)}>
          <strong dir="auto">${r.title}</strong> <span class="muted" dir="auto">${r.text}</span>
        </li>
      `)}
    </ul>
    ${!t.length&&a`<p class="hint">${n}</p>`}
  `}var Gi=/(^|\s)@([^@\n]{0,40})$/;function Ji(e,t){let n=Gi.exec(e)?.[2].toLowerCase();if(n===void 0)return null;let o=t.filter(({name:s})=>s.toLowerCase().split(/\s+/).some((r,i,l)=>l.slice(i).join(" ").startsWith(n)));return o.length?o:null}var Qi=(e,t)=>e.replace(Gi,(n,o)=>`${o}@${t} `);function Xi(e,t){let n=[...t].sort((s,r)=>r.length-s.length).map(Np);if(!n.length)return[{text:e,name:!1}];let o=new RegExp(`(?<![\\p{L}\\p{N}_@])(@(?:${n.join("|")}))(?![\\p{L}\\p{N}_])`,"giu");return e.split(o).map((s,r)=>({text:s,name:r%2===1})).filter(s=>s.text)}var Np=e=>e.replaceAll(/[.*+?^${}()|[\]\\]/g,"\\$&");var qp=6;function Zi(e,t){let{agents:n=[],agent:o}=e.snapshot.value??{},s=n.filter(i=>i.at_desk&&i.id!==o?.id),r=Ji(t,s);return r&&{label:"Colleagues",choices:r.slice(0,qp).map(({id:i,name:l,presence:c})=>({id:i,title:l,text:v(c),draft:Qi(t,l)})),none:""}}var Lp={low_understanding:"I am sorry that our assistant did not understand you.",frustrated:"I am sorry for the trouble this has been.",policy:"What you asked for needs a person's decision, and I am looking at it now.",value_limit:"What you asked for needs a person's decision, and I am looking at it now.",action_failed:"I am sorry: what our assistant tried for you did not work. I am seeing to it now.",diagnosis_rejected:"I see that our assistant's guess was not right. I am looking for the cause myself.",bot_unavailable:"I am sorry that our assistant could not answer you.",proactive_recovery:"I am sorry that we let you down. I would like to put that right.",danger:"I have read what you wrote, and I am with you now. Is everybody all right?"};function ta({conversation:e,messages:t,handoff:n},o,s){if(!n?.assigned_at||Ip(t,o,n.assigned_at))return null;let r=e.customer_name?.split(" ")[0];return[`Hello${r?` ${r}`:""}, this is ${s}.`,Pp(n.packet),Lp[n.packet.reason.code]].filter(Boolean).join(" ")}function Pp({facts:e}){return`I have read everything you wrote${e.order_number?` about order ${e.order_number}`:""}, so you need not repeat any of it.`}function Ip(e,t,n){return e.some(({author:o,kind:s,time:r})=>o.id===t&&s!=="note"&&Date.parse(r)>=Date.parse(n))}function ea({desk:e}){let t=e.thread.value,n=e.snapshot.value?.agent;if(!t||!n||!e.canReply.value||e.writing.value!=="reply")return null;let{id:o}=t.conversation,s=ta(t,n.id,n.name);return!s||e.drafts.get(o,"reply")?null:a`
    <p class="opening">
      <span><strong>To begin with</strong> <bdi>${s}</bdi></span>
      <button class="quiet" onClick=${()=>{e.drafts.set(o,"reply",s),e.write("reply")}}>Put in the box</button>
    </p>
  `}var na={customer:"Customer",bot:"Bot",agent:"Agent",system:""};function oa({quote:{conversation_id:e,seq:t,author:n,name:o,text:s}}){return a`
    <a class="quote" href=${U(e,t)} title="Go to the quoted message">
      <strong dir="auto">${o||na[n]}</strong> <bdi>${s}</bdi>
    </a>
  `}function sa({desk:e,conversation:{id:t}}){let n=e.quotes.of(t),o=e.threads.of(t)?.messages.find(i=>i.seq===n);if(!o||e.writing.value==="note")return null;let{author:s,text:r}=o;return a`
    <p class="quoting">
      <span class="quote"><strong dir="auto">${s.name||na[s.kind]}</strong> <bdi>${r??"(a file)"}</bdi></span>
      <button class="quiet" onClick=${()=>e.quotes.set(t,null)}>Don't quote</button>
    </p>
  `}function ia({desk:e,conversation:t}){let{label:n,templates:o}=B(e.snapshot.value,t.channel),[s,r]=m(0),[i,l]=m([]),[c,p]=m(""),u=o[s];if(!u)return a`<${ra} label=${n}><p class="closed">No templates are set up.</p><//>`;let h=u.parameters.map((d,$)=>i[$]?.trim()??""),f=async()=>{p("Sending …");try{await e.sending.special(t,{template:{name:u.name,parameters:h}}),l([]),p("Sent. The rest goes out when the customer answers.")}catch(d){p(w(d))}};return a`
    <${ra} label=${n}>
      <select aria-label="Template" value=${s} onChange=${d=>r(Number(d.currentTarget.value))}>
        ${o.map((d,$)=>a`<option dir="auto" value=${$}>${d.name}</option>`)}
      </select>
      ${u.parameters.map((d,$)=>a`
        <input key=${d} dir="auto" aria-label=${d} placeholder=${d} maxlength="300"
          value=${i[$]??""} onInput=${g=>l(u.parameters.map((_,C)=>C===$?g.currentTarget.value:i[C]??""))} />
      `)}
      <p class="preview" dir="auto">${Fp(u,h)}</p>
      <div class="composer-line">
        <button class="toggle" onClick=${()=>e.write("note")}>Internal note</button>
        <span class="hint" role="status">${c}</span>
        <button class="primary" onClick=${f}
          disabled=${!h.every(Boolean)||e.link.value!=="live"}>
          Send template
        </button>
      </div>
    <//>
  `}var ra=({label:e,children:t})=>a`
  <div class="composer templates">
    <p class="hint">The reply window is closed. ${e} now takes templates only.</p>
    ${t}
  </div>
`,Fp=({text:e},t)=>e.replaceAll(/\{\{(\d+)\}\}/g,(n,o)=>t[o-1]||n);var la=5e3,Bp=4500;function ca({desk:e,conversation:t}){let n=e.writing.value,o=e.drafts.get(t.id,n),s=n==="reply"&&!e.canReply.value,r=s&&!o,i=e.link.value!=="live",l=n==="reply"?vr(o):null,c=n==="reply"&&e.attached.of(t.id).length>0,u=(c?e.attached.isReady(t.id):!!o.trim())&&!s&&!i&&!l,h=()=>{u&&(c?e.sending.withFiles(t,o.trim(),e.attached):e.send(t,n,o.trim()))},f=e.sending.refusals.value[t.id];return n==="reply"&&!s&&Up(e,t)?a`<${ia} desk=${e} conversation=${t} />`:a`
    <div class=${`composer ${n}`} ...${n==="reply"&&!s&&Vi(e,t)}>
      ${f&&a`<p class="error" role="alert">${f}</p>`}
      <${ea} desk=${e} />
      ${r?a`<p class="closed">${aa(e,t)}</p>`:a`<${sa} desk=${e} conversation=${t} />
            <${Mp} desk=${e} conversation=${t} send=${h} />`}
      ${n==="reply"&&a`<${Hi} desk=${e} conversation=${t} />`}
      <div class="composer-line">
        <button class="toggle" aria-pressed=${n==="note"} onClick=${()=>e.write(n==="note"?"reply":"note")}>Internal note</button>
        ${!r&&!s&&n==="reply"&&a`
          <${ji} desk=${e} conversation=${t} />
        `}
        ${!r&&a`
          <span class="hint">${s?aa(e,t):Wp(o,i,n,l)}</span>
          <button class="primary" disabled=${!u} onClick=${h}>
            Send
          </button>
        `}
      </div>
    </div>
  `}function Mp({desk:e,conversation:t,send:n}){let o=e.writing.value,s=A(null),r=e.boxWanted.value;x(()=>{r&&(s.current?.focus(),e.boxWanted.value=!1)});let i=e.drafts.get(t.id,o),l=o==="note"?Zi(e,i):zi(e,t,i),c=l?.choices??null,[p,u]=m(0),h=Math.min(p,Math.max((c?.length??0)-1,0));x(()=>{c?o==="reply"&&e.replies.want():u(0)},[!c]);let f=g=>{e.drafts.set(t.id,o,g.draft),s.current?.focus()},d=g=>{let _=c&&{ArrowDown:1,ArrowUp:-1}[g.key];if(_)return g.preventDefault(),u(Math.max(h+_,0));if(c?.[h]&&g.key==="Enter")return g.preventDefault(),f(c[h]);g.key==="Escape"&&s.current?.blur(),!(g.key!=="Enter"||g.shiftKey||g.isComposing)&&(g.preventDefault(),n())},$=g=>{let{value:_}=g.currentTarget;e.drafts.set(t.id,o,_),e.typed(t.id,o)};return a`
    ${l&&a`<${Yi} offered=${l} chosen=${h} choose=${f} />`}
    <textarea ref=${s} dir="auto" rows="2" maxlength=${la} enterkeyhint="send"
      aria-label=${o==="note"?"Internal note":"Reply"}
      aria-controls=${c?"canned":void 0}
      aria-activedescendant=${c?.length?`canned-${h}`:void 0}
      placeholder=${o==="note"?"Only agents see this, @ names a colleague":"Write to the customer, / for replies"}
      value=${i} onInput=${$} onKeyDown=${d}
      onPaste=${g=>o==="reply"&&Ki(e,t,g)} />
  `}function Up(e,{channel:t,reply_window_until:n}){return!!n&&Date.parse(n)<e.now.value&&B(e.snapshot.value,t).templates_only}function aa(e,{owner:t,agent_id:n,asking:o}){return t==="queue"?"Waiting in the queue. You can reply once you have accepted it.":t==="agent"?`With ${e.nameOf(n)}.`:o?"The bot asks something for a colleague, who gets the case back with the answer.":t==="bot"?"The bot answers here.":"Resolved. The next message of the customer goes to the bot."}function Wp(e,t,n,o){return t?"Not connected. Your text is kept.":o?`Write something in place of ${o}`:e.length>Bp?`${la-e.length} characters left`:n==="note"?"The customer never sees this":"Enter sends · Shift+Enter new line"}function ua({desk:e,conversation:t}){let n=e.snapshot.value?.labels??[],{error:o,busy:s,submit:r}=S(async i=>{await e.casework.label(t,i.getAll("label").map(String)),e.dialog.value=null});return a`
    <${E} desk=${e} title="Labels">
      <form onSubmit=${r}>
        <fieldset class="dispositions label-choices">
          <legend class="unseen">Labels of this conversation</legend>
          ${n.map(({id:i,name:l})=>a`
            <label class="check" key=${i}>
              <input type="checkbox" name="label" value=${i}
                defaultChecked=${t.labels.includes(i)} /><bdi>${l}</bdi>
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
  `}function pa({attachment:e}){let{kind:t,ref:n,name:o,latitude:s,longitude:r}=e;if(t==="location"&&typeof s=="number"&&typeof r=="number")return a`<${jp} name=${o} latitude=${s} longitude=${r} />`;let i=o??t;if(!n)return a`<p class="tag" dir="auto">${i}</p>`;let l=`/api/console/media/${n}`;return t==="image"?a`
      <a href=${l} target="_blank" rel="noopener">
        <img class="picture" src=${l} alt=${i} loading="lazy" />
      </a>
    `:t==="audio"?a`<audio class="sound" controls preload="none" src=${l} aria-label=${i}></audio>`:t==="video"?a`<video class="picture" controls preload="none" src=${l} aria-label=${i}></video>`:a`<p><a class="file" dir="auto" href=${l} download=${i}>${i}</a></p>`}function jp({name:e,latitude:t,longitude:n}){let o=`${t.toFixed(5)}, ${n.toFixed(5)}`,s=`https://www.openstreetmap.org/?mlat=${t}&mlon=${n}#map=16/${t}/${n}`;return a`
    <p>
      <span dir="auto">${e??"Location"}</span>
      ${" "}(<a href=${s} target="_blank" rel="noopener noreferrer">${o}</a>)
    </p>
  `}var Hp=/https?:\/\/[^\s<>"']+/g,Vp=/[.,;:!?)\]]+$/;function da(e){let t=[],n=0;for(let o of e.matchAll(Hp)){let s=o[0].replace(Vp,"");o.index>n&&t.push({text:e.slice(n,o.index)}),t.push({text:s,href:s}),n=o.index+s.length}return n<e.length&&t.push({text:e.slice(n)}),t}function qt({text:e}){return da(e).map(t=>t.href?a`<a dir="ltr" href=${t.href} target="_blank" rel="noopener noreferrer">${t.text}</a>`:t.text)}var ha=({text:e,names:t})=>Xi(e,t).map(n=>n.name?a`<span class="named" dir="auto">${n.text}</span>`:a`<${qt} text=${n.text} />`);var Kp="M2 8.5l3 3 6-7",fa="M14 8a6 6 0 1 1-12 0 6 6 0 0 1 12 0z",ma="M2 8.5l3 3 6-7 M8 11l.5.5 6-7",zp={queued:{path:`M8 4.5v4l2.5 1.5 ${fa}`,word:"Waiting to be sent"},sent:{path:Kp,word:"Sent"},delivered:{path:ma,word:"Delivered"},read:{path:ma,word:"Read"},failed:{path:`M8 4.5v4.5 M8 11.5v.2 ${fa}`,word:"Not delivered"}};function $a({state:e}){let{path:t,word:n}=zp[e];return a`
    <span class=${`ticks ${e}`} title=${n}>
      <svg viewBox="0 0 16 16" width="14" height="14" role="img" aria-label=${n}>
        <path d=${t} fill="none" stroke="currentColor" stroke-width="1.6"
          stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      ${e==="failed"&&n}
    </span>
  `}var cn="email_link",Yp={customer:"Customer",bot:"Bot",agent:"Agent",system:""};function ga({message:e,follows:t,own:n,moved:o,target:s,again:r,quote:i,names:l}){let{author:c,kind:p,seq:u,text:h,time:f,state:d,custom:$}=e;if(c.kind==="system"&&p==="text"&&d!=="failed")return a`<${Jp} message=${e} target=${s} />`;let _=p==="note"?"note":c.kind;return a`
    <article data-seq=${u}
      class=${`message ${_} ${t?"follows":""} ${s?"target":""}`}>
      ${t?a`<${_o} message=${e} />`:a`<${Gp} message=${e} own=${n} moved=${o} />`}
      <div class="bubble" title=${`${L(f)}, ${V(f)}`}>
        ${$?.quote&&a`<${oa} quote=${$.quote} />`}
        ${p==="rating"&&a`<${Zp} ...${e.custom} />`}
        ${p==="note"&&h&&a`<p class="text" dir="auto"><${ha} text=${h} names=${l} /></p>`}
        ${p!=="rating"&&p!=="note"&&h&&a`<p class="text" dir="auto"><${qt} text=${h} /></p>`}
        <${Qp} message=${e} />
        ${d&&a`<${$a} state=${d} />`}
        ${d==="failed"&&r&&a`
          <button class="quiet" onClick=${r}>Send again</button>
        `}
        ${$&&a`<${Xp} custom=${$} />`}
        ${i&&a`
          <button class="quiet do-quote" aria-label=${`Quote: ${h??"a file"}`} onClick=${i}>Quote</button>
        `}
      </div>
    </article>
  `}function ba({entry:e,held:t}){return a`
    <article class=${`message pending ${e.kind==="note"?"note":"agent"}`}>
      <header class="head">${t?"Waiting for the connection":"Sending …"}</header>
      <div class="bubble"><p class="text" dir="auto"><${qt} text=${e.text} /></p></div>
    </article>
  `}function Gp({message:e,own:t,moved:n}){let{author:o,kind:s}=e,r=t?"You":o.name||Yp[o.kind];return a`
    <header class="head">
      <strong dir="auto">${r}</strong>
      ${o.kind==="bot"&&a`<span class="tag">Bot</span>`}
      ${s==="note"&&a`<span class="tag">Internal note</span>`}
      ${n&&a`<span class="tag strong">${n}</span>`}
      ${o.kind==="customer"&&e.how===cn&&a`
        <span class="tag strong" title="Whoever holds the link may have written it">By an e-mail link</span>
      `}
      <${_o} message=${e} />
    </header>
  `}function Jp({message:e,target:t}){return a`
    <p data-seq=${e.seq} class=${`happening ${t?"target":""}`}>
      <bdi>${e.text}</bdi> <${_o} message=${e} />
    </p>
  `}function _o({message:{conversation_id:e,seq:t,time:n}}){return a`
    <a class="at" href=${U(e,t)} title="Link to this message">
      <time datetime=${n}>${V(n)}</time>
    </a>
  `}function Qp({message:{buttons:e=[],image:t,attachments:n=[]}}){return a`
    ${t&&a`<img class="picture" src=${t} alt="Picture" loading="lazy" />`}
    ${n.map(o=>a`<${pa} attachment=${o} />`)}
    ${e.length>0&&a`
      <ul class="choices" aria-label="Choices that were shown">
        ${e.map(o=>a`<li dir="auto">${o.title}</li>`)}
      </ul>
    `}
  `}function Xp({custom:{reaction:e,edited:t,revoked:n,undelivered:o,elsewhere:s}}){return a`
    ${e&&a`<span class="reaction" title="Reaction">${e}</span>`}
    ${t&&a`<span class="tag">Edited</span>`}
    ${n&&a`<span class="tag">Deleted</span>`}
    ${s&&a`<span class="tag">Not through the desk</span>`}
    ${o&&a`<p class="undelivered">${zr(o)}</p>`}
  `}function Zp({score:e,comment:t}){return a`
    <p class="stars" role="img" aria-label=${`Rated ${e} of 5`}>
      ${"★".repeat(e)}${"☆".repeat(5-e)}
    </p>
    ${t&&a`<p class="text" dir="auto"><${qt} text=${t} /></p>`}
  `}var ya=60,td=600,wo=100,ed=20,nd=300*1e3;function va({desk:e,thread:t}){let{id:n}=t.conversation,o=e.sending.outbox.of(n,t.messages),s=t.messages.length+o.length,r=e.target.value,i=t.messages.some($=>$.seq===r)?r:null,{shown:l,widen:c}=rd(e,t,i),{box:p,atEnd:u,onScroll:h,onGrowth:f,toEnd:d}=ld(n,s,o.length,i);return ad(p,u,l[0]?.seq),a`
    <div class="log-frame">
      <div class="log" role="log" aria-label="Conversation" tabindex="0"
        ref=${p} onLoadCapture=${f} onScroll=${()=>{h(),c(p.current)}}>
        ${l.map(($,g)=>a`
          <${od} key=${$.seq} desk=${e} message=${$}
            before=${l[g-1]} target=${$.seq===i} />
        `)}
        ${o.map($=>a`
          <${ba} key=${$.client_id} entry=${$} held=${e.link.value!=="live"} />
        `)}
      </div>
      ${!u&&a`<button class="to-end" onClick=${d}>Latest message ↓</button>`}
    </div>
  `}function od({desk:e,message:t,before:n,target:o}){let s=!n||!co(n.time,t.time),r=!!t.author.id&&t.author.id===e.snapshot.peek()?.agent.id,i=!s&&sd(n,t),l=e.snapshot.value?.agents.map(u=>u.name)??[],{label:c}=B(e.snapshot.value,t.channel),p=()=>{e.quotes.set(t.conversation_id,t.seq),e.write("reply")};return a`
    ${s&&a`<p class="day">${Wr(t.time)}</p>`}
    <${ga} message=${t} own=${r} follows=${i} target=${o}
      moved=${n&&n.channel!==t.channel?c:null}
      names=${l} quote=${e.canReply.value&&ro(t)?p:null}
      again=${e.canReply.value?()=>e.handling.sendAgain(t):null} />
  `}function sd(e,t){return e.author.kind===t.author.kind&&e.author.id===t.author.id&&e.kind===t.kind&&e.channel===t.channel&&e.how===cn==(t.how===cn)&&Date.parse(t.time)-Date.parse(e.time)<nd}function rd(e,t,n){let{messages:o,conversation:{id:s}}=t,[r,i]=m({id:s,seq:1/0}),l=r.id===s?r.seq:1/0,c=Math.min(l,id(o,n)),p=o.filter(h=>h.seq>=c);return{shown:p,widen:h=>{let{scrollTop:f=0,scrollHeight:d=0,clientHeight:$=0}=h??{},g=d-f-$<ya,_=f<td;!g&&_&&p[0]===o[0]&&!Ge(t)&&e.earlier(s);let C=g?1/0:Math.max(_?c-wo:c,o[0].seq-wo);C!==l&&i({id:s,seq:C})}}}function id(e,t){let n=e.at(-wo)?.seq??0;return t?Math.min(n,t-ed):n}function ad(e,t,n){let o=A(0),s=A(n);bt(()=>{let r=e.current;if(!r)return;s.current!==n&&!t&&r.scrollTop===0&&(r.scrollTop=r.scrollHeight-o.current),s.current=n,o.current=r.scrollHeight-r.scrollTop})}function ld(e,t,n,o){let s=A(null),[r,i]=m(!0),l=A(!0),c=A(0);l.current=r;let p=()=>s.current?.scrollTo({top:s.current.scrollHeight});return bt(()=>{let f=o&&s.current?.querySelector(`[data-seq="${o}"]`);i(!f),l.current=!f,f?f.scrollIntoView({block:"center"}):p()},[e,o]),bt(()=>{l.current&&p()},[t]),bt(()=>{n>0&&p()},[n]),x(()=>{let f=new ResizeObserver(()=>l.current&&p());return s.current&&f.observe(s.current),()=>f.disconnect()},[]),{box:s,atEnd:r,onScroll:()=>{let{scrollTop:f=0,scrollHeight:d=0,clientHeight:$=0}=s.current??{},g=d>c.current;if(c.current=d,g&&l.current)return p();i(d-f-$<ya)},onGrowth:()=>l.current&&p(),toEnd:p}}function wt({desk:e,ids:t}){return Js(e.snapshot.value,t).map(n=>a`
    <span class="label" dir="auto" key=${n.id}>${n.name}</span>
  `)}function _a({desk:e,conversation:t}){let n=e.link.value!=="live";return a`
    <p class="marks">
      <${cd} desk=${e} conversation=${t} />
      <${wt} desk=${e} ids=${t.labels} />
      <button class="quiet" disabled=${n} title="Labels of the conversation (l)"
        aria-label="Labels of the conversation"
        onClick=${()=>e.dialog.value="labels"}>Labels</button>
    </p>
  `}function cd({desk:e,conversation:t}){let{priority:n}=t;if(!n)return null;let o=n==="low"?["low",...At]:At;return a`
    <select class=${`priority-choice ${n}`} aria-label="Priority" title="Priority (p)"
      value=${n} disabled=${e.link.value!=="live"}
      onChange=${s=>e.casework.prioritise(t,s.currentTarget.value)}>
      ${o.map(s=>a`
        <option value=${s} selected=${s===n} disabled=${s==="low"}>
          ${v(s)}${s==="normal"?" priority":""}
        </option>
      `)}
    </select>
  `}function wa({desk:e,thread:{conversation:t,readers:n}}){let o=e.snapshot.value?.agent.id,s=mr(n,o,t.agent_id,i=>Z(e.nameOf(i))),r=t.owner==="agent"&&t.agent_id!==o;return a`
    <p class="readers" role="status">
      ${r&&a`<span>You are reading along. Your internal notes reach
        ${" "}<bdi>${e.nameOf(t.agent_id)}</bdi> at once.</span>`}
      ${s.map(i=>a`<span dir="auto" key=${i}>${i}</span>`)}
    </p>
  `}function ka({desk:e,conversation:t}){function n(s){s.preventDefault();let r=new FormData(s.currentTarget),{id:i,epoch:l,customer_name:c}=t,p={disposition:String(r.get("disposition")),root_cause:String(r.get("root_cause"))||null,note:String(r.get("note")).trim()};e.resolving.begin({conversation_id:i,epoch:l,name:c,...p},Date.now()),e.dialog.value=null}let o=e.threads.of(t.id)?.handoff?.packet.facts?.root_cause;return a`
    <${E} desk=${e} title="How did it end?">
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
          <textarea name="note" dir="auto" rows="3" maxlength="5000"
            placeholder="What you agreed. It goes into the CRM, and the bot may tell the customer." />
        </label>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary">Resolve conversation</button>
        </p>
      </form>
    <//>
  `}function xa({desk:e,conversation:t}){let{agent:n,agents:o=[]}=e.snapshot.value??{},s=o.filter(c=>c.presence==="available"&&c.id!==n?.id),{error:r,busy:i,submit:l}=S(async c=>{let[p,u,h]=["to_agent","to_skill","note"].map(f=>String(c.get(f)??"").trim());await e.handling.transfer(t,p?{to_agent:p}:{to_skill:u},h),e.dialog.value=null});return a`
    <${E} desk=${e} title="Pass on to whom?">
      <form onSubmit=${l}>
        <label>
          Colleague
          <select name="to_agent">
            <option value="">Whoever has the skill</option>
            ${s.map(({id:c,name:p})=>a`<option dir="auto" value=${c}>${p}</option>`)}
          </select>
        </label>
        <label>Skill, if to nobody in particular <input name="to_skill" dir="auto" maxlength="60" /></label>
        <label>
          Note
          <textarea name="note" dir="auto" rows="3" placeholder="Only agents see this" />
        </label>
        <p class="error" role="alert">${r}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${i}>Pass on</button>
        </p>
      </form>
    <//>
  `}var ud="ag_elsewhere";function Sa({desk:e}){let t=e.thread.value;if(!t)return a`<${md} desk=${e} />`;let{conversation:n}=t;return a`
    <div>
      <${pd} desk=${e} conversation=${n} />
      <${wa} desk=${e} thread=${t} />
    </div>
    <${va} desk=${e} thread=${t} />
    <${fd} desk=${e} conversation=${n} />
    <${ca} key=${n.id} desk=${e} conversation=${n} />
    ${e.dialog.value==="resolve"&&a`
      <${ka} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="labels"&&a`
      <${ua} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="ask-bot"&&a`
      <${Ui} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="transfer"&&a`
      <${xa} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="link"&&a`
      <${Wi} desk=${e} conversation=${n} />
    `}
  `}function pd({desk:e,conversation:t}){let{label:n,linkable:o}=B(e.snapshot.value,t.channel);return a`
    <header class="conversation-head">
      <div>
        <h1 dir="auto">${t.customer_name??"Unknown customer"}</h1>
        <p>
          <span class=${`level ${t.level}`}>${nn(t.level)}</span>
          ${" · "}${n} · began${" "}
          <${X} desk=${e} since=${t.opened_at} /> ago
          <${dd} desk=${e} until=${t.reply_window_until} />
        </p>
        <${_a} desk=${e} conversation=${t} />
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
          `:hd(e,t)&&a`
            <button disabled=${e.link.value!=="live"}
              onClick=${()=>e.handling.takeOver(t)}>Take over</button>
          `}
    </header>
  `}function dd({desk:e,until:t}){let n=Yr(t,e.now.value),o=!!t&&Date.parse(t)-e.now.value<36e5;return n&&a`${" · "}<span class=${`window ${o?"soon":""}`}>${n}</span>`}function hd(e,{owner:t,agent_id:n}){return n===ud?!0:t==="agent"?e.may("reassign"):t==="bot"||t==="queue"}function fd({desk:e,conversation:{id:t,customer_name:n}}){let o=(e.typing.until.value[t]??0)>e.now.value;return a`<p class="typing" role="status">${o&&a`<bdi>${n??"The customer"}</bdi> is typing …`}</p>`}function md({desk:e}){return e.selected.value&&!e.problem.value&&e.link.value==="live"?a`<p class="nothing" role="status">Opening …</p>`:a`
    <div class="nothing">
      <h1>No conversation is open.</h1>
      <p><kbd>a</kbd> accepts an offer, <kbd>j</kbd> goes to your next conversation,${" "}
        <kbd>?</kbd> shows all keys.</p>
    </div>
  `}var $d={first_answer:"First answer",next_answer:"Answer",resolution:"Resolution"},Ca=["calm","near","missed"];function gd(e,t){return t>=Date.parse(e.at)?"missed":t>=Date.parse(e.warn_at)?"near":"calm"}function un(e,t){let n=(e?.dues??[]).map(o=>({due:o,level:gd(o,t)}));return n.sort((o,s)=>Ca.indexOf(s.level)-Ca.indexOf(o.level)||Date.parse(o.due.at)-Date.parse(s.due.at)),n[0]??null}function Ea(e,t){let n=Date.parse(e.at)-t;return`${$d[e.target]} ${n>0?`in ${Ze(n)}`:`${Ze(-n)} late`}`}function xo(e,t){let{cursor:n,numbers:o}=t;return n===null?o?{...e,numbers:o}:e:n<=e.cursor?e:{...bd(e,t),cursor:n}}function bd(e,{agent:t,gone:n,case:o,left:s,clock:r}){return t?{...e,agents:[...Ta(e.agents,t.id),t].sort(yd)}:n?{...e,agents:Ta(e.agents,n)}:o?{...e,cases:[...pn(e.cases,o.handoff_id),o].sort(vd)}:r?{...e,clocks:[...pn(e.clocks,r.handoff_id),r]}:s?{...e,cases:pn(e.cases,s),clocks:pn(e.clocks,s)}:e}var pn=(e,t)=>e.filter(n=>n.handoff_id!==t),Ta=(e,t)=>e.filter(n=>n.id!==t),yd=(e,t)=>ko(e.name,t.name)||ko(e.id,t.id),vd=(e,t)=>Date.parse(e.assigned_at)-Date.parse(t.assigned_at)||ko(e.handoff_id,t.handoff_id),ko=(e,t)=>e<t?-1:e>t?1:0;var dn=class{floor=b(null);error=b("");#t=[];#e=()=>{};constructor(t){this.connection=t}begin(){this.#e=this.connection.hear("floor",t=>this.#n(t))}end(){this.#e(),this.connection.tell("leave_floor",{})}async read(){this.#t=[],this.floor.value=null;try{let t=await this.connection.ask("floor",{});this.floor.value=this.#t.reduce(xo,t),this.error.value=""}catch(t){t instanceof D||(this.error.value=w(t))}}reassign(t,n,o){return this.connection.ask("reassign",{...t,...n,note:o})}#n(t){let n=this.floor.peek();n?this.floor.value=xo(n,t):this.#t.push(t)}};function Oa(e,t){let n=new Map(e.clocks.map(l=>[l.handoff_id,l])),o=e.cases.map(l=>{let c=n.get(l.handoff_id);return{...l,clock:c,level:un(c,t)?.level??"calm"}}),s=e.agents.map(l=>({...l,held:o.filter(c=>c.agent_id===l.id)})),r=l=>l.held.some(c=>c.level==="missed")?0:1,i=l=>l.presence==="offline"&&!l.held.length?1:0;return s.sort((l,c)=>r(l)-r(c)||i(l)-i(c))}function Aa(e){let t=e.flatMap(n=>n.held.map(o=>o.level));return{near:t.filter(n=>n==="near").length,missed:t.filter(n=>n==="missed").length}}function it({desk:e,clock:t}){let n=e.now.value,o=un(t,n);return!o||o.level==="calm"?null:a`<span class=${`due ${o.level}`}>${Ea(o.due,n)}</span>`}function hn({desk:e,clock:t}){return t.waits_since?a`<span>waits ${Nt(t.waits_since,e.now.value)}</span>`:a`<span class="muted">waits for the customer</span>`}function Ra({desk:e,watch:t,moved:n,agents:o}){let s=o.filter(u=>u.presence==="available"&&u.id!==n.agent_id),{lines:r=[]}=t.floor.value?.numbers??{},i=new Set([...o.flatMap(u=>u.skills),...r.map(u=>u.skill)]),{error:l,busy:c,submit:p}=S(async u=>{let[h,f,d]=["to_agent","to_skill","note"].map(g=>String(u.get(g)??"").trim());if(!h&&!f)return"Choose an agent or a skill.";let $={conversation_id:n.conversation_id,from_agent:n.agent_id};await t.reassign($,h?{to_agent:h}:{to_skill:f},d),e.dialog.value=null});return a`
    <${E} desk=${e} title=${`Reassign ${Z(n.customer_name??"an unknown customer")}`}>
      <p class="muted">
        ${n.agent_id?`Now with ${Z(e.nameOf(n.agent_id))}, who will be told.`:"Now in the queue."}
      </p>
      <form onSubmit=${p}>
        <label>
          Agent, who is asked at once
          <select name="to_agent">
            <option value="">Whoever has the skill</option>
            ${s.map(({id:u,name:h})=>a`<option dir="auto" value=${u}>${h}</option>`)}
          </select>
        </label>
        <label>
          Skill, if to nobody in particular
          <input name="to_skill" dir="auto" maxlength="60" list="floor-skills" />
          <datalist id="floor-skills">
            ${[...i].sort().map(u=>a`<option value=${u}>${v(u)}</option>`)}
          </datalist>
        </label>
        <label>
          Note
          <textarea name="note" dir="auto" rows="3" placeholder="Only agents see this" />
        </label>
        <p class="error" role="alert">${l}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${c}>Reassign</button>
        </p>
      </form>
    <//>
  `}var _d={available:"Available",away:"Away",offline:"Offline"};function Da({desk:e}){let t=ut(()=>new dn(e.connection),[]),[n,o]=m(null);x(()=>(t.begin(),()=>t.end()),[]);let s=e.link.value==="live";x(()=>{s&&t.read()},[s]);function r(c){o(c),e.dialog.value="reassign"}let i=t.floor.value,l=i?Oa(i,e.now.value):[];return a`
    <header class="wide-head"><h1>Live floor</h1></header>
    <p class="error wide-part" role="alert">${t.error.value}</p>
    <div class="floor" aria-busy=${i===null}>
      ${i&&a`
        <${wd} agents=${l} numbers=${i.numbers} />
        <${kd} desk=${e} numbers=${i.numbers} />
        <${xd} desk=${e} move=${r} />
        <${Cd} desk=${e} agents=${l} move=${r} />
      `}
    </div>
    ${n&&i&&e.dialog.value==="reassign"&&a`
      <${Ra} desk=${e} watch=${t} moved=${n} agents=${i.agents} />
    `}
  `}function wd({agents:e,numbers:t}){let n=fn(t.lines.map(c=>c.waiting)),o=Aa(e),s=o.missed+fn(t.lines.map(c=>c.missed)),r=o.near+fn(t.lines.map(c=>c.near)),i=e.filter(c=>c.presence==="available"),l=[["In the queue",n,""],["With agents",fn(e.map(c=>c.held.length)),""],["With the bot",t.with_bot,""],["Agents available",i.length,""],["Near a target",r,r?"near":""],["Target missed",s,s?"missed":""]];return a`
    <dl class="sums" aria-label="Right now">
      ${l.map(([c,p,u])=>a`
        <div class=${u}><dt>${c}</dt><dd>${p}</dd></div>
      `)}
    </dl>
  `}function kd({desk:e,numbers:t}){return t.lines.length?a`
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
              <td>${Nt(n.oldest,e.now.value)}</td>
              <td>${n.near?a`<span class="due near">${n.near}</span>`:"–"}</td>
              <td>${n.missed?a`<span class="due missed">${n.missed}</span>`:"–"}</td>
            </tr>
          `)}
        </tbody>
      </table>
    </section>
  `:a`<section><h2>Queue by skill</h2><p class="empty">Nobody is waiting.</p></section>`}function xd({desk:e,move:t}){let n=e.snapshot.value?.queue??[];return n.length?a`
    <section>
      <h2>Next in the queue</h2>
      <ul class="floor-cases" role="list" aria-label="Next in the queue">
        ${n.slice(0,50).map(o=>a`
          <${Sd} key=${o.handoff_id} desk=${e} item=${o} move=${t} />
        `)}
      </ul>
    </section>
  `:null}function Sd({desk:e,item:t,move:n}){let{conversation_id:o,customer_name:s,handoff_id:r,offered_to:i}=t,l=e.snapshot.value?.clocks.find(c=>c.handoff_id===r);return a`
    <li class="floor-case">
      <a dir="auto" href=${U(o)}>${s??"Unknown customer"}</a>
      <span class="muted">
        ${ot(t.reason.code)} · ${v(t.skill)} · waits${" "}
        <${X} desk=${e} since=${t.queued_at} />
        ${i&&a` · offered to <bdi>${e.nameOf(i)}</bdi>`}
      </span>
      <${it} desk=${e} clock=${l} />
      <${Na} desk=${e} moved=${{conversation_id:o,customer_name:s,agent_id:null}} move=${n} />
    </li>
  `}function Cd({desk:e,agents:t,move:n}){return a`
    <section>
      <h2>Agents</h2>
      <ul class="floor-agents" role="list" aria-label="Agents">
        ${t.map(o=>a`
          <${Ed} key=${o.id} desk=${e} agent=${o} move=${n} />
        `)}
      </ul>
    </section>
  `}function Ed({desk:e,agent:t,move:n}){let{presence:o,presence_since:s,held:r,capacity:i,skills:l}=t;return a`
    <li class=${`floor-agent ${o}`} aria-label=${t.name}>
      <p class="floor-agent-line">
        <strong dir="auto">${t.name}</strong>
        <span class=${`presence-word ${o}`}>
          ${_d[o]}${s&&a` for <${X} desk=${e} since=${s} />`}
        </span>
        <span class="muted">${r.length} of ${i}</span>
        <span class="muted floor-skills" dir="auto">${l.map(v).join(", ")||"Every skill"}</span>
      </p>
      ${r.length>0&&a`
        <ul class="floor-cases" role="list" aria-label=${`Cases of ${t.name}`}>
          ${r.map(c=>a`
            <${Td} key=${c.handoff_id} desk=${e} held=${c} move=${n} />
          `)}
        </ul>
      `}
    </li>
  `}function Td({desk:e,held:t,move:n}){let{conversation_id:o,customer_name:s,agent_id:r,clock:i}=t,{label:l,marked:c}=B(e.snapshot.value,t.channel);return a`
    <li class="floor-case">
      <a dir="auto" href=${U(o)}>${s??"Unknown customer"}</a>
      <span class="muted">
        ${v(t.skill)} ${c&&`· ${l}`} · in hand for${" "}
        <${X} desk=${e} since=${t.assigned_at} />
        ${i&&a` · <${hn} desk=${e} clock=${i} />`}
      </span>
      <${it} desk=${e} clock=${i} />
      <${Na} desk=${e} moved=${{conversation_id:o,customer_name:s,agent_id:r}} move=${n} />
    </li>
  `}function Na({desk:e,moved:t,move:n}){let o=t.customer_name??"an unknown customer",s=t.agent_id===e.snapshot.value?.agent.id,r=()=>{e.select(t.conversation_id),e.handling.takeOver({id:t.conversation_id})};return a`
    <span class="floor-buttons">
      ${!s&&a`
        <button class="quiet" aria-label=${`Take over: ${o}`} onClick=${r}>Take over</button>
      `}
      <button class="quiet" aria-label=${`Reassign: ${o}`} onClick=${()=>n(t)}>
        Reassign
      </button>
    </span>
  `}var fn=e=>e.reduce((t,n)=>t+n,0);var La=()=>y("GET","incidents"),Pa=(e,t,n)=>e?y("PUT",`incidents/${encodeURIComponent(e)}`,t,n):y("POST","incidents",t,n),Ia=e=>y("POST",`incidents/${encodeURIComponent(e)}/end`,{},crypto.randomUUID());function Fa(e){let t=o=>String(e.get(o)??"").trim(),n=t("ends_at");return{title:t("title"),told:t("told"),cause:t("cause"),starts_at:new Date(t("starts_at")).toISOString(),ends_at:n?new Date(n).toISOString():null,topics:qa(t("topics")),carrier:t("carrier")||null,country:t("country").toUpperCase()||null,postcodes:qa(t("postcodes")),product:t("product")||null,payment:t("payment")||null}}function Ba({carrier:e,country:t,postcodes:n,product:o,payment:s,topics:r}){let i=n.length?`${t??""} postcodes ${n.join(", ")}…`:"",l=r.length?`only for ${r.join(", ").replaceAll("_"," ")}`:"";return[e,i.trim(),o,s,l].filter(Boolean).join(" · ")}function So(e){if(!e)return"";let t=new Date(e);return new Date(t.getTime()-t.getTimezoneOffset()*6e4).toISOString().slice(0,16)}function qa(e){return e.split(/[,;\n]+/).map(t=>t.trim()).filter(Boolean)}var Od="new";function Ma({desk:e}){let[t,n]=m(null),[o,s]=m([]),[r,i]=m(null),[l,c]=m("");async function p(){try{let d=await La();n(d.incidents),s(d.causes),c("")}catch(d){c(w(d))}}x(()=>{p()},[]);async function u(d){try{await Ia(d.id),await p()}catch($){c(w($))}}async function h(){i(null),await p()}let f=t?.find(d=>d.id===r)??null;return a`
    <${E} desk=${e} title="Incidents">
      <p class="error" role="alert">${l}</p>
      ${r?a`<${Dd} key=${r} causes=${o} incident=${f} done=${h}
            cancel=${()=>i(null)} />`:a`<${Ad} desk=${e} known=${t} edit=${i} end=${u} />`}
    <//>
  `}function Ad({desk:e,known:t,edit:n,end:o}){return a`
    <p class="muted">
      The bot tells customers whom one concerns, once and before it asks anything.
    </p>
    <ul class="incidents" role="list" aria-label="Known incidents" aria-busy=${t===null}>
      ${t?.map(s=>a`
        <${Rd} key=${s.id} desk=${e} incident=${s} edit=${n} end=${o} />
      `)}
    </ul>
    ${t?.length===0&&a`<p class="empty">Nothing is known to go wrong.</p>`}
    <p class="dialog-buttons">
      <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      <button class="primary" onClick=${()=>n(Od)}>Add an incident</button>
    </p>
  `}function Rd({desk:e,incident:t,edit:n,end:o}){let s=e.now.value,r=Date.parse(t.starts_at)>s,i=t.going_on?"Going on":r?"Ahead":"Over";return a`
    <li class=${`incident ${t.going_on?"on":"off"}`}>
      <p class="incident-line">
        <strong dir="auto">${t.title}</strong>
        <span class=${`tag ${t.going_on?"strong":""}`}>${i}</span>
      </p>
      <p dir="auto">“${t.told}”</p>
      <p class="muted">${Ba(t)}</p>
      <p class="incident-line">
        <span class="muted">
          since ${H(t.starts_at,s)}${t.ends_at?` until ${H(t.ends_at,s)}`:""} · edited by <bdi>${t.edited_by}</bdi>, ${H(t.edited_at,s)}
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
  `}function Dd({causes:e,incident:t,done:n,cancel:o}){let[s,r]=m(t?.cause??e[0]?.code??""),i=A(crypto.randomUUID()),l=A(null);x(()=>l.current?.focus(),[]);let c=e.find(f=>f.code===s)?.topics??[],{error:p,busy:u,submit:h}=S(async f=>{try{await Pa(t?.id??null,Fa(f),i.current),n()}catch(d){throw i.current=crypto.randomUUID(),d}});return a`
    <form class="incident-form" onSubmit=${h}>
      <label>
        Title, for colleagues
        <input ref=${l} name="title" dir="auto" required maxlength="100"
          defaultValue=${t?.title} />
      </label>
      <label>
        What customers are told, in one sentence
        <textarea name="told" dir="auto" rows="2" required maxlength="300" defaultValue=${t?.told} />
      </label>
      <label>
        What it is
        <select name="cause" value=${s}
          onChange=${f=>r(f.currentTarget.value)}>
          ${e.map(({code:f,title:d})=>a`<option value=${f}>${d}</option>`)}
        </select>
      </label>
      <fieldset class="incident-scope">
        <legend>Whom it concerns: all that you fill in must apply</legend>
        <label>
          Carrier
          <input name="carrier" dir="auto" maxlength="100" defaultValue=${t?.carrier} />
        </label>
        <label>
          Way to pay
          <input name="payment" dir="auto" maxlength="100" defaultValue=${t?.payment} />
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
          <input name="product" dir="auto" maxlength="100" defaultValue=${t?.product} />
        </label>
        <label class="wide">
          Topics
          <input name="topics" dir="auto" defaultValue=${t?.topics.join(", ")}
            placeholder=${c.join(", ")||"name at least one"} required=${s==="other"} />
        </label>
      </fieldset>
      <div class="incident-times">
        <label>
          From
          <input name="starts_at" type="datetime-local" required
            defaultValue=${So(t?.starts_at??new Date().toISOString())} />
        </label>
        <label>
          Until, if known
          <input name="ends_at" type="datetime-local"
            defaultValue=${So(t?.ends_at??null)} />
        </label>
      </div>
      <p class="error" role="alert">${p}</p>
      <p class="dialog-buttons">
        <button type="button" onClick=${o}>Back</button>
        <button class="primary" disabled=${u}>${t?"Save":"Let the bot know"}</button>
      </p>
    </form>
  `}function Ua({desk:e}){let t=e.snapshot.value?.labels??[],[n,o]=m(null),[s,r]=m(0),[i,l]=m(""),c=p=>{o(null),l(p),r(s+1)};return a`
    <${E} desk=${e} title="List of labels">
      <p class="muted">Agents put them on conversations with the key <kbd>l</kbd>, and find by them.</p>
      <ul class="label-list" role="list" aria-label="Known labels">
        ${t.map(p=>a`
          <li key=${p.id}>
            <span class="label" dir="auto">${p.name}</span>
            <button class="quiet" aria-label=${`Rename: ${p.name}`}
              onClick=${()=>o(p)}>Rename</button>
          </li>
        `)}
      </ul>
      ${!t.length&&a`<p class="empty">None yet.</p>`}
      <${Nd} key=${`${n?.id} ${s}`} label=${n} typed=${i} done=${c} />
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function Nd({label:e,typed:t,done:n}){let o=A(null);x(()=>o.current?.focus(),[]);let{error:s,busy:r,submit:i}=S(async c=>{let p=String(c.get("name"));await Qs(e?.id??null,p.trim());let u=o.current?.value??"";n(e||u===p?"":u)}),l=S(async()=>{e&&await Xs(e.id),n("")});return a`
    <form class="label-form" onSubmit=${i}>
      <label>${e?`New name for ${e.name}`:"New label"}
        <input ref=${o} name="name" dir="auto" required maxlength="40" autocomplete="off"
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
  `}function Wa({desk:e}){let t=e.mentions.value;return t.length?a`
    <section class="list mentions">
      <h2>Mentions <span class="count">${t.length}</span></h2>
      <ul aria-label="Mentions" role="list">
        ${t.map(n=>a`
          <li class="mention-entry" key=${n.id}>
            <button class="mention-open" onClick=${()=>e.handling.openMention(n)}>
              <span class="mention-text" dir="auto">${n.text}</span>
              <time datetime=${n.time}>${H(n.time,e.now.value)}</time>
            </button>
            <button class="quiet" aria-label=${`Dismiss: ${n.text}`}
              onClick=${()=>e.handling.dismiss(n.id)}>×</button>
          </li>
        `)}
      </ul>
    </section>
  `:null}function Lt({desk:e,channel:t}){let{label:n,marked:o}=B(e.snapshot.value,t);return o&&a`<span class="tag">${n}</span>`}function ja({desk:e}){let t=e.mine.value;return a`
    <section class="list mine">
      <h2>My conversations <span class="count">${t.length||""}</span></h2>
      <ul aria-label="My conversations" role="list">
        ${t.map(n=>a`<${qd} key=${n.id} desk=${e} conversation=${n} />`)}
      </ul>
      ${!t.length&&a`<p class="empty">None yet. What you accept appears here.</p>`}
    </section>
  `}function qd({desk:e,conversation:t}){let{id:n,customer_name:o,labels:s,last_text:r,priority:i,updated_at:l}=t,c=e.selected.value===n,p=c?0:e.seen.unreadIn(t),u=(e.typing.until.value[n]??0)>e.now.value,h=e.snapshot.value?.clocks.find(f=>f.conversation_id===n);return a`
    <li class=${`entry ${c?"current":""} ${p?"unread":""}`}>
      <p class="entry-line">
        <span class="entry-name">
          <a dir="auto" href=${U(n)} aria-current=${c?"true":void 0}>
            ${o??"Unknown customer"}
          </a>
          ${(i==="high"||i==="urgent")&&a`
            <span class=${`priority ${i}`}>${v(i)}</span>
          `}
          <${Lt} desk=${e} channel=${t.channel} />
        </span>
        <time datetime=${l}>${H(l,e.now.value)}</time>
      </p>
      <p class="entry-line">
        <span class="entry-text" dir="auto">${u?"is typing …":r}</span>
        ${p>0&&a`
          <span class="badge" aria-label=${`${p} unread`}>${p>9?"9+":p}</span>
        `}
      </p>
      ${h&&a`
        <p class="entry-meta">
          <${hn} desk=${e} clock=${h} /> <${it} desk=${e} clock=${h} />
        </p>
      `}
      ${s.length>0&&a`<p class="entry-labels"><${wt} desk=${e} ids=${s} /></p>`}
    </li>
  `}var Pt=12,Ld=64;function Va({label:e,items:t,total:n,row:o,more:s}){let{box:r,gap:i,from:l,to:c,height:p,look:u}=Pd(n);x(()=>{c>t.length&&t.length<n&&s()},[c,t,n]);let h=n-Math.min(c,t.length);return a`
    <ul aria-label=${e} role="list" ref=${r} onScroll=${u}>
      <li key="above" class="gap" aria-hidden="true" ref=${i} style=${Ha(l*p)} />
      ${t.slice(l,c).map((f,d)=>o(f,{"aria-posinset":l+d+1,"aria-setsize":n}))}
      <li key="below" class="gap" aria-hidden="true" style=${Ha(h*p)} />
    </ul>
  `}var Ha=e=>({height:`${Math.max(0,e)}px`});function Pd(e){let t=A(null),n=A(null),[o,s]=m(Ld),[{from:r,to:i},l]=m({from:0,to:2*Pt}),c=()=>{if(!t.current||!n.current)return;let{top:u,height:h}=t.current.getBoundingClientRect(),f=u-n.current.getBoundingClientRect().top,d=Math.max(0,Math.floor(f/o/Pt)*Pt-Pt),$=Math.max(2,Math.ceil((f+h)/o/Pt)+1)*Pt;(d!==r||$!==i)&&l({from:d,to:$})};bt(()=>{let u=Id(n.current);u&&Math.abs(u-o)>1&&s(u),c()},[e,r,i,o]);let p=A(c);return p.current=c,x(()=>{let u=new ResizeObserver(()=>p.current());return t.current&&u.observe(t.current),()=>u.disconnect()},[]),{box:t,gap:n,from:r,to:i,height:o,look:c}}function Id(e){let t=e?.nextElementSibling,n=t?.nextElementSibling;return!t||!n||n.matches(".gap")?0:n.getBoundingClientRect().top-t.getBoundingClientRect().top}function Ka({desk:e}){let{queue:t=[],waiting:n=0,offers:o=[]}=e.snapshot.value??{},s=new Set(o.map(i=>i.handoff_id)),r=t.filter(i=>!s.has(i.handoff_id));return a`
    <section class="list queue">
      <h2>Queue <span class="count">${n?Mr(n):""}</span></h2>
      <${Va} label="Queue" items=${r} total=${n-(t.length-r.length)}
        row=${(i,l)=>a`
          <${Fd} key=${i.handoff_id} desk=${e} item=${i} position=${l} />
        `}
        more=${()=>e.moreOfQueue()} />
      ${!n&&a`<p class="empty">Nobody is waiting.</p>`}
    </section>
  `}function Fd({desk:e,item:t,position:n}){let o=e.selected.value===t.conversation_id;return a`
    <li class=${`entry queued ${o?"current":""}`} ...${n}>
      <p class="entry-line">
        <${To} desk=${e} item=${t} />
        <${X} desk=${e} since=${t.created_at} />
      </p>
      <p class="entry-text" dir="auto">${Co(t)}</p>
      <p class="entry-meta">
        ${t.offered_to&&a`Offered to <bdi>${e.nameOf(t.offered_to)}</bdi> · `}
        ${ot(t.reason.code)} · ${v(t.skill)}
        ${" "}<${it} desk=${e} clock=${Eo(e,t)} />
        ${" "}<${wt} desk=${e} ids=${t.labels} />
      </p>
    </li>
  `}var Co=e=>e.wanted??e.situation;function Eo(e,t){return e.snapshot.value?.clocks.find(n=>n.handoff_id===t.handoff_id)}function To({desk:e,item:t}){return a`
    <span class="entry-name">
      <a dir="auto" href=${U(t.conversation_id)}>
        ${t.customer_name??"Unknown customer"}
      </a>
      ${t.priority!=="normal"&&a`
        <span class=${`priority ${t.priority}`}>${v(t.priority)}</span>
      `}
      <${Lt} desk=${e} channel=${t.channel} />
    </span>
  `}function za({desk:e}){let{queue:t=[],offers:n=[]}=e.snapshot.value??{},o=new Map(t.map(r=>[r.handoff_id,r])),s=n.filter(r=>o.has(r.handoff_id));return a`
    <section class="offers" aria-label="Offered to you" hidden=${!s.length}>
      <ul role="list">
        ${s.map(r=>a`
          <${Bd} key=${r.id} desk=${e} item=${o.get(r.handoff_id)} offer=${r} />
        `)}
      </ul>
    </section>
  `}function Ya({desk:e}){let{queue:t=[],offers:n=[]}=e.snapshot.value??{},o=t.find(s=>s.handoff_id===n[0]?.handoff_id);return a`
    <p class="unseen" role="status">
      ${o&&`Offered to you: ${o.customer_name??"a customer"}. ${Co(o)}`}
    </p>
  `}function Bd({desk:e,item:t,offer:n}){let o=Br(n.expires_at,e.now.value),s=e.link.value!=="live";return a`
    <li class="entry offered">
      <p class="entry-line">
        <${To} desk=${e} item=${t} />
        <span class="countdown">${o?`${o} s left`:"ending"}</span>
      </p>
      <div class="offered-case">
        ${t.wanted&&a`<p class="wanted" dir="auto">${t.wanted}</p>`}
        <p class="situation" dir="auto">${t.situation}</p>
      </div>
      <p class="entry-meta">
        ${ot(t.reason.code)} · ${v(t.skill)} · waiting${" "}
        <${X} desk=${e} since=${t.created_at} />
        ${" "}<${it} desk=${e} clock=${Eo(e,t)} />
      </p>
      ${t.labels.length>0&&a`
        <p class="entry-labels"><${wt} desk=${e} ids=${t.labels} /></p>
      `}
      <p class="entry-buttons">
        <button class="primary" disabled=${s} onClick=${()=>e.handling.accept(n)}>Accept</button>
        <button disabled=${s} onClick=${()=>e.handling.decline(n)}>Decline</button>
      </p>
    </li>
  `}var Ga=()=>y("GET","privacy"),Ja=e=>y("POST","privacy/find",e);async function Qa(e){let t=await ks("privacy/export",e),n=URL.createObjectURL(await t.blob());return Object.assign(document.createElement("a"),{href:n,download:"customer.zip"}).click(),URL.revokeObjectURL(n),Number(t.headers.get("X-Missing"))}var Xa=(e,t)=>y("POST","privacy/erase",{...e,confirm:t}),Oo={customer_id:"Customer's id",conversation_id:"Conversation's id"};function Za(e){let t=String(e.get("by")),n=String(e.get("named")).trim();return t in Oo?{[t]:n}:{channel:t,address:n}}var Md={desk:"The desk",files:"Files",uploads:"Files that were never sent",bot:"The bot's memory",records:"The desk's own records",shop:"The shop's system",limits:"Counts of calls"},Ao=e=>Md[e]??e.replace(/^shop_/,"The shop's system "),Ud={conversations:"conversations",messages:"messages",search_texts:"texts in the search",turns:"turns of the bot",handoffs:"cases",notices:"notices to colleagues",bot_tasks:"questions by the bot for a colleague",outbox:"messages handed to a platform",parts:"receipts of a platform",crm_tasks:"things told to the shop's system",updates:"messages of a platform in the inbox",addresses:"addresses",redactions:"things still to be taken back",events:"events of open pages",audit:"entries of the audit log",customer_sign_outs:"sign-outs"};function Wd({name:e,count:t,by_hand:n}){return n?"has to be looked up in that system":t===null?"did not answer; try again later":`${Ud[e]??(e.replaceAll("_"," ")||"files")}: ${t}`}function tl(e){let t=new Map;for(let n of e)t.set(n.store,[...t.get(n.store)??[],Wd(n)]);return[...t]}var jd={done:"done",owed:"still owed: it is tried until it is done",by_hand:"has to be erased there by hand",lapses:"unreadable, and gone within a day"},el=({state:e})=>jd[e],nl=({done_at:e})=>e===null,ol=e=>e===0?"for ever":e===1?"1 day":`${e} days`;var Vd=3e3;function sl({desk:e}){let{known:t,error:n,tried:o}=nt(Ga),[s,r]=m(null),[i,l]=m(null),c=t?.erasures.some(nl)??!1;x(()=>{if(!c)return;let u=setInterval(()=>{o(async()=>{})},Vd);return()=>clearInterval(u)},[c]);function p(u){e.dialog.value=null,r(null),l(u.id),o(async()=>{})}return a`
    <header class="wide-head"><h1>Privacy</h1></header>
    <div class="privacy" tabindex="0" role="region" aria-label="Privacy">
      <p class="error" role="alert">${n}</p>
      <${Kd} key=${i} desk=${e} found=${r} />
      ${s&&a`<${zd} desk=${e} chosen=${s} done=${p} />`}
      <${Jd} erasures=${t?.erasures??null} last=${i} />
      <${Xd} kept=${t?.retention??[]} />
    </div>
  `}function Kd({desk:e,found:t}){let n=e.snapshot.value?.channels??[],{error:o,busy:s,submit:r}=S(async i=>{let l=Za(i);t(null),t({who:l,customer:await Ja(l)})});return a`
    <section aria-labelledby="privacy-find">
      <h2 id="privacy-find">Find a customer</h2>
      <p class="muted">See what is kept of them, hand it out, or erase it.</p>
      <form class="filters" onSubmit=${r}>
        <label>By
          <select name="by">
            ${Object.entries(Oo).map(([i,l])=>a`<option value=${i}>${l}</option>`)}
            ${n.map(({name:i,label:l})=>a`<option value=${i}>${l}: number or address</option>`)}
          </select>
        </label>
        <label>Named
          <input name="named" dir="auto" required maxlength="200" autocomplete="off" placeholder="c-0002" />
        </label>
        <button class="primary" disabled=${s}>Find</button>
      </form>
      <p class="error" role="alert">${o}</p>
    </section>
  `}function zd({desk:e,chosen:{who:t,customer:n},done:o}){let[s,r]=m(""),{error:i,busy:l,run:c}=S(async()=>{let p=await Qa(t);r(p?"Downloaded, but not all stores could be asked: the file says which.":"Downloaded. Take care of it: it is all that is kept of them.")});return a`
    <section class="privacy-found" aria-label="Found">
      <h2>${n.names.join(", ")||"Somebody without a name"}</h2>
      <p class="muted">
        ${[...n.customer_ids,...n.places.map(p=>`${B(e.snapshot.value,p.channel).label}: ${p.address}`)].join(" · ")}
      </p>
      ${n.held.length===0?a`<p class="empty">Nothing is kept of them.</p>`:a`<${Yd} customer=${n} />
          <p class="privacy-acts">
            <button disabled=${l} onClick=${()=>c(new FormData)}>
              ${l?"Putting it together …":"Export everything"}
            </button>
            <button class="danger" onClick=${()=>e.dialog.value="erase"}>Erase …</button>
          </p>`}
      <p role="status">${s}</p>
      <p class="error" role="alert">${i}</p>
      ${e.dialog.value==="erase"&&a`
        <${Gd} desk=${e} who=${t} customer=${n} done=${o} />
      `}
    </section>
  `}function Yd({customer:{held:e}}){return a`
    <table>
      <thead><tr><th>Where</th><th>What there is</th></tr></thead>
      <tbody>
        ${tl(e).map(([t,n])=>a`
          <tr key=${t}><th scope="row">${Ao(t)}</th><td>${n.join(", ")}</td></tr>
        `)}
      </tbody>
    </table>
  `}function Gd({desk:e,who:t,customer:n,done:o}){let{error:s,busy:r,submit:i}=S(async l=>{o(await Xa(t,String(l.get("confirm"))))});return a`
    <${E} desk=${e} title="Erase this customer">
      <form onSubmit=${i}>
        <p>
          All words, names, addresses and files of${" "}
          <strong>${n.names[0]??"this customer"}</strong> are erased everywhere, and conversations under way end. What the law has a shop keep, such
          as invoices, stays. <strong>This cannot be undone.</strong>
        </p>
        <label>
          <span>Type <strong class="privacy-key">${n.key}</strong> to go on</span>
          <input name="confirm" dir="auto" required autocomplete="off" autofocus />
        </label>
        <p class="error" role="alert">${s}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="danger" disabled=${r}>${r?"Erasing …":"Erase for good"}</button>
        </p>
      </form>
    <//>
  `}function Jd({erasures:e,last:t}){return a`
    <section aria-labelledby="privacy-erased">
      <h2 id="privacy-erased">Erased</h2>
      ${e?.length===0&&a`<p class="empty">Nobody was erased yet.</p>`}
      ${e?.map(n=>a`
        <${Qd} key=${n.id} erasure=${n} isOpen=${n.id===t} />
      `)}
    </section>
  `}function Qd({erasure:e,isOpen:t}){let n=e.receipts.filter(({state:s})=>s==="owed"),o=e.receipts.some(({state:s})=>s==="by_hand");return a`
    <details class="privacy-erasure" open=${t}>
      <summary>
        <time datetime=${e.asked_at}>${L(e.asked_at)}, ${V(e.asked_at)}</time>
        <span class="muted">by ${e.asked_by}</span>
        <span class=${n.length||o?"tag warm":"tag"}>
          ${n.length?`owed by ${n.length}`:o?"to be finished by hand":"done"}
        </span>
      </summary>
      <table>
        <thead><tr><th>Where</th><th>What came of it</th></tr></thead>
        <tbody>
          ${e.receipts.map(s=>a`
            <tr key=${s.store}>
              <th scope="row">${Ao(s.store)}</th>
              <td>${el(s)}</td>
            </tr>
          `)}
        </tbody>
      </table>
      <p class="muted">Receipt ${e.id}</p>
    </details>
  `}function Xd({kept:e}){return a`
    <section aria-labelledby="privacy-kept">
      <h2 id="privacy-kept">How long it is kept</h2>
      <p class="muted">Who runs the desk sets this with RETENTION_DAYS.</p>
      <table>
        <thead><tr><th>What</th><th>Kept</th></tr></thead>
        <tbody>
          ${e.map(({kind:t,what:n,days:o})=>a`
            <tr key=${t}><th scope="row">${n}</th><td>${ol(o)}</td></tr>
          `)}
        </tbody>
      </table>
    </section>
  `}var Zd="new";function rl({desk:e}){let{replies:t}=e,[n,o]=m(null),[s,r]=m("");async function i(c){try{r(""),await c(),o(null)}catch(p){r(w(p))}}x(()=>{i(()=>t.read())},[]);let l=t.known.value.find(c=>c.id===n)??null;return a`
    <${E} desk=${e} title="Canned replies">
      <p class="error" role="alert">${s}</p>
      ${n?a`<${eh} key=${n} reply=${l} cancel=${()=>o(null)}
            save=${c=>i(()=>t.save(l?.id??null,c))}
            remove=${()=>i(()=>t.remove(n))} />`:a`<${th} desk=${e} edit=${o} />`}
    <//>
  `}function th({desk:e,edit:t}){let n=e.replies.known.value;return a`
    <p class="muted">Agents find them with <kbd>/</kbd> at the beginning of a reply.</p>
    <ul class="incidents" role="list" aria-label="Known replies">
      ${n.map(({id:o,title:s,text:r,edited_by:i})=>a`
        <li class="incident off" key=${o}>
          <p class="incident-line">
            <strong dir="auto">${s}</strong>
            <button class="quiet" aria-label=${`Change: ${s}`} onClick=${()=>t(o)}>
              Change
            </button>
          </p>
          <p dir="auto">${r}</p>
          <p class="muted">edited by <bdi>${i}</bdi></p>
        </li>
      `)}
    </ul>
    ${!n.length&&a`<p class="empty">None yet.</p>`}
    <p class="dialog-buttons">
      <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      <button class="primary" onClick=${()=>t(Zd)}>Add a reply</button>
    </p>
  `}function eh({reply:e,cancel:t,remove:n,save:o}){function s(r){r.preventDefault();let i=new FormData(r.currentTarget);o({title:String(i.get("title")).trim(),text:String(i.get("text")).trim()})}return a`
    <form class="incident-form" onSubmit=${s}>
      <label>Title, to find it by
        <input name="title" dir="auto" required maxlength="60" defaultValue=${e?.title} />
      </label>
      <label>Text; {customer}, {agent} and {order} are filled in
        <textarea name="text" dir="auto" rows="6" required maxlength="5000" defaultValue=${e?.text} />
      </label>
      <p class="dialog-buttons">
        ${e&&a`<button type="button" onClick=${n}>Remove</button>`}
        <button type="button" onClick=${t}>Back</button>
        <button class="primary">Save</button>
      </p>
    </form>
  `}var nh=["upset","tense","neutral","friendly"].map(e=>[e,v(e)]),oh=[5,4,3,2,1].map(e=>[e,"★".repeat(e)]);function al({desk:e,change:t}){let{finder:n}=e,{text:o,...s}=n.wanted.value,r=Object.keys(s).length,i=(e.snapshot.value?.agents??[]).map(u=>[u.id,u.name]),l=(e.snapshot.value?.labels??[]).map(u=>[u.id,u.name]),c=(e.snapshot.value?.channels??[]).map(u=>[u.name,u.label]),p=n.topics.value.map(u=>[u,v(u)]);return a`
    <details class="search-filters" open=${r>0}>
      <summary>Filters${r?` (${r})`:""}</summary>
      <div class="filters" onChange=${t}>
        <${kt} desk=${e} field="agent_id" title="Agent" choices=${i} />
        <${kt} desk=${e} field="channel" title="Channel" choices=${c} />
        <${kt} desk=${e} field="label" title="Label" choices=${l} />
        <${kt} desk=${e} field="topic" title="Topic" choices=${p} />
        <${kt} desk=${e} field="reason" title="Handed over because"
          choices=${Object.entries(ho)} />
        <${kt} desk=${e} field="mood" title="Mood" choices=${nh} />
        <${kt} desk=${e} field="rating" title="Rating" choices=${oh} />
        <${il} desk=${e} field="since" title="From" />
        <${il} desk=${e} field="until" title="Until" />
        <p class="muted search-zone">Days in ${Pe()}</p>
      </div>
    </details>
  `}function kt({desk:e,field:t,title:n,choices:o}){let s=e.finder.wanted.value[t];return a`
    <label>${n}
      <select name=${t}>
        <option value="">Any</option>
        ${o.map(([r,i])=>a`
          <option dir="auto" value=${r} selected=${r===s}>${i}</option>
        `)}
      </select>
    </label>
  `}function il({desk:e,field:t,title:n}){let o=e.finder.wanted.value[t];return a`<label>${n}<input name=${t} type="date" defaultValue=${o} /></label>`}var sh=300,rh={ArrowDown:1,ArrowUp:-1};function ll({desk:e}){let{finder:t}=e,n=A(null),o=A(0),s=t.hits.value;x(()=>(t.readTopics(),n.current?.querySelector("input")?.select(),()=>clearTimeout(o.current)),[]);let r=()=>{clearTimeout(o.current),n.current&&t.find(to(new FormData(n.current)))},i=()=>{clearTimeout(o.current),o.current=setTimeout(r,sh)},l=u=>{e.dialog.value=null,e.select(u.conversation_id,u.seq||null)};return a`
    <${E} desk=${e} title="Find">
      <form class="search" ref=${n} onSubmit=${u=>{u.preventDefault();let h=t.hits.peek()?.[t.chosen.peek()],f=JSON.stringify(to(new FormData(u.currentTarget)));h&&f===JSON.stringify(t.wanted.peek())?l(h):r()}} onKeyDown=${u=>{let h=rh[u.key];!h||!(u.target instanceof HTMLInputElement)||u.target.name!=="text"||(u.preventDefault(),t.choose(h))}}>
        <input name="text" type="search" dir="auto" maxlength="200" autocomplete="off" spellcheck="false"
          role="combobox" aria-label="Find" aria-expanded=${!!s?.length} aria-controls="hits"
          aria-activedescendant=${s?.length?`hit-${t.chosen.value}`:void 0}
          placeholder="Words of a message or note, a name, an order number"
          defaultValue=${t.wanted.value.text??""} onInput=${i} />
        <${al} desk=${e} change=${r} />
      </form>
      <p class="error" role="alert">${t.error.value}</p>
      <p class="unseen" role="status">${s&&`${s.length} found`}</p>
      <ul class="hits" id="hits" role="listbox" aria-label="Found">
        ${s?.map((u,h)=>a`
          <${ih} key=${u.id} desk=${e} hit=${u} place=${h} open=${l} />
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
  `}function ih({desk:e,hit:t,place:n,open:o}){let s=e.finder.chosen.value===n,r=A(null);return x(()=>{s&&r.current?.scrollIntoView({block:"nearest"})},[s]),a`
    <li ref=${r} id=${`hit-${n}`} role="option" aria-selected=${s}
      class=${`hit ${s?"chosen":""}`} onClick=${()=>o(t)}>
      <p class="hit-line">
        <strong dir="auto">${t.customer_name??"Unknown customer"}</strong>
        <span class="muted" dir="auto">${ah(t)}</span>
        ${t.kind==="note"&&a`<span class="tag">Internal note</span>`}
        <${Lt} desk=${e} channel=${t.channel} />
        <time class="end" datetime=${t.at}>${H(t.at,e.now.value)}</time>
      </p>
      <p class="hit-text" dir="auto">
        ${!t.pieces.length&&a`<span class="muted">A web visitor whom nobody knows yet</span>`}
        ${t.pieces.map(i=>i.hit?a`<mark dir="auto">${i.text}</mark>`:i.text)}
      </p>
    </li>
  `}function ah({seq:e,author_kind:t,author_name:n}){return e?t==="customer"?"wrote":n??(t==="system"?"the desk":""):"customer"}var cl=K("notifications-declined",!1),lh=[["available","Available"],["away","Away"]],ch=[["floor","Floor"],["reports","Reports"],["blocks","Blocked"],["accounts","Accounts"],["audit","Audit"],["privacy","Privacy"]];function ul({desk:e,leave:t}){let n=e.snapshot.value?.agent;return a`
    <header class="self">
      <div class="self-line">
        <img src="/web/console/icon.svg" alt="" width="22" height="22" />
        <strong dir="auto">${n?.name}</strong>
        <button class="quiet" title="Keyboard shortcuts (?)"
          onClick=${()=>e.dialog.value="shortcuts"}>Keys</button>
        <button class="quiet" title="Your logins, password and second factor"
          onClick=${()=>e.dialog.value="own-account"}>You</button>
        <button class="quiet" onClick=${t}>Log out</button>
      </div>
      <${uh} desk=${e} />
      <fieldset class="presence">
        <legend class="unseen">Presence</legend>
        ${lh.map(([o,s])=>a`
          <label class=${o}>
            <input type="radio" name="presence" checked=${n?.presence===o}
              onChange=${()=>e.handling.setPresence(o)} />
            <span>${s}</span>
          </label>
        `)}
      </fieldset>
      <${ph} />
    </header>
  `}function uh({desk:e}){let t=e.view.value;return a`
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
      ${ch.filter(([n])=>e.may(n)).map(([n,o])=>a`
        <a href=${`#/${n}`} aria-current=${t===n?"page":void 0}>${o}</a>
      `)}
    </div>
  `}function ph(){return be.value!=="default"||cl.value?null:a`
    <p class="ask">
      Hear of an offer while you are in another tab?
      <span>
        <button class="quiet" onClick=${Os}>Notify me</button>
        <button class="quiet" onClick=${()=>cl.value=!0}>Not now</button>
      </span>
    </p>
  `}var dh=[["Ctrl + K","Find, also while writing"],["Alt + ↓","Next conversation, also while writing"],["Alt + ↑","Previous conversation, also while writing"],["Enter","Send what is in the box"],["Shift + Enter","New line in the box"],["Esc","Leave the box or a dialog"]];function pl({desk:e}){let t=ao.map(({key:n,words:o})=>[n,o]);return a`
    <${E} desk=${e} title="Keyboard shortcuts">
      <dl class="keys">
        ${[...t,...dh].map(([n,o])=>a`
          <div><dt><kbd>${n}</kbd></dt><dd>${o}</dd></div>
        `)}
      </dl>
      <label class="check">
        <input type="checkbox" checked=${Xt.value}
          onChange=${()=>Xt.value=!Xt.value} />
        Single-key shortcuts
      </label>
      <p class="dialog-buttons">
        <button onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function dl({desk:e}){return a`
    <div class="undo" role="status">
      ${e.resolving.all.map(({conversation_id:t,name:n,due:o})=>a`
        <p key=${t}>
          Resolving: <bdi>${n??"Unknown customer"}</bdi>
          <button onClick=${()=>e.resolving.undo(t)}>
            Undo <span aria-hidden="true">(${Math.max(0,Math.ceil((o-e.now.value)/1e3))})</span>
          </button>
        </p>
      `)}
    </div>
  `}var hh={floor:Da,reports:on,blocks:Ni,accounts:vi,audit:Si,privacy:sl};function hl({desk:e,leave:t}){return e.snapshot.value?a`
    <div class="page">
      <${yo} desk=${e} />
      <nav class="left" aria-label="Work">
        <div>
          <${ul} desk=${e} leave=${t} />
          <${Wa} desk=${e} />
        </div>
        <${ja} desk=${e} />
        <${Ka} desk=${e} />
      </nav>
      <${za} desk=${e} />
      <${fh} desk=${e} />
      <${dl} desk=${e} />
      <${Ya} desk=${e} />
      ${e.dialog.value==="block"&&a`<${Di} desk=${e} />`}
      ${e.dialog.value==="shortcuts"&&a`<${pl} desk=${e} />`}
      ${e.dialog.value==="own-account"&&a`<${jr} desk=${e} />`}
      ${e.dialog.value==="search"&&a`<${ll} desk=${e} />`}
      ${e.dialog.value==="replies"&&a`<${rl} desk=${e} />`}
      ${e.dialog.value==="label-list"&&a`<${Ua} desk=${e} />`}
      ${e.dialog.value==="incidents"&&a`<${Ma} desk=${e} />`}
    </div>
  `:a`<${yo} desk=${e} />`}function fh({desk:e}){let t=e.view.value;return t!=="conversation"?a`<main class="wide"><${hh[t]} desk=${e} /></main>`:a`
    <main class="middle"><${Sa} desk=${e} /></main>
    <aside class="right" aria-label="Case"><${Mi} desk=${e} /></aside>
  `}function fl({agent:e,leave:t}){return a`
    <main class="login">
      <div class="login-form secure-first">
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Hello <bdi>${e.name}</bdi></h1>
        <p class="muted">
          This desk can be reached from the internet: admins need a second factor before they do anything else.
        </p>
        <${en} isOn=${!1} changed=${()=>location.reload()} />
        <p><button class="quiet" onClick=${t}>Log out</button></p>
      </div>
    </main>
  `}var mh=3e3,mn=b(null),ml=b(!0),$l=b(""),Do=b(null),No=b(null),$n=b(te().view==="join"?te().id:null);function qo(e){e.lacks_factor?No.value=e:e.may.includes("desk")?gh():Do.value=e}function $h(e){history.replaceState(null,"",location.pathname),$n.value=null,qo(e)}function gh(){let e=new Ae,t=new Xe(e,yh);t.goTo(te()),t.start(),bh(t),xr(t),As(t),Cs(e),mn.value=t}function te(){return dr(location.hash)}function bh(e){addEventListener("hashchange",()=>{te().view==="join"?location.reload():e.goTo(te())}),j(()=>{let[t,n,o]=[e.view.value,e.selected.value,e.target.value],s=t==="conversation"?n&&U(n,o):`#/${t}`;s&&s!==location.hash&&history.replaceState(null,"",s)})}async function Ro(){await mn.value?.resolving.tell(1/0),await ws(),location.reload()}async function yh(){await Ar(),await qn().catch(t=>w(t))===null&&location.reload()}async function gl(){try{let e=$n.value?null:await qn();e&&qo(e),ml.value=!1}catch(e){$l.value=w(e),setTimeout(gl,mh)}}var vh=()=>a`<${_h} /><${Lr} />`;function _h(){return ml.value?a`<p class="waiting" role="status">${$l.value}</p>`:mn.value?a`<${hl} desk=${mn.value} leave=${Ro} />`:$n.value?a`<${Ir} token=${$n.value} done=${$h} />`:No.value?a`<${fl} agent=${No.value} leave=${Ro} />`:Do.value?a`<${ii} agent=${Do.value} leave=${Ro} />`:a`<${Fr} done=${qo} />`}Yo(a`<${vh} />`,document.getElementById("console"));gl();
/*!
 * Socket.IO v4.8.4
 * (c) 2014-2026 Guillermo Rauch
 * Released under the MIT License.
 */
