var T,ts,Rn,ct,Tn,de,es,ue,ns,Nn,An,Ul,Wt=Symbol.for("pv"),he={},fe=[],Wl=/^m(i|n|o|s|text|space)$/,Dn=Array.isArray,qn=fe.slice,bt=Object.assign;function gt(e){e&&e.parentNode&&e.remove()}function me(e,t,n){var o,s,r,a={},l=arguments.length;for(r in t)r=="key"?o=t[r]:r=="ref"&&typeof e!="function"?s=t[r]:a[r]=t[r];return l>2&&(a.children=l>3?qn.call(arguments,2):n),Ut(e,a,o,s,null)}function Ut(e,t,n,o,s){var r={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Wt,__v:s||++ts,__i:-1,__u:0};return!s&&T.vnode&&T.vnode(r),r}function yt(e){return e.children}function Et(e,t){this.props=e,this.context=t,this.__g=0}function ut(e,t){if(t==null)return e.__&&ut(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:ut(e)}function jl(e){var t,n=e.__v,o=n.__e,s=[],r=[],a=e.__P;a&&((t=bt({constructor:Wt},n)).__v=n.__v+1,T.vnode&&T.vnode(t),Mn(a,t,n,e.__n,a.namespaceURI,32&n.__u?[o]:null,s,o||ut(n),32&n.__u,r),t.__v=n.__v,t.__.__k[t.__i]=t,ls(s,t,r),n.__=n.__e=null,t.__e!=o&&os(t))}function os(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),os(e)}function Xo(e){(8&e.__g||(e.__g|=8,ct.push(e),de++))&&Tn==T.debounceRendering||((Tn=T.debounceRendering)||queueMicrotask)(ss)}function ss(){try{for(var e,t=1;ct.length;)ct.length>t&&ct.sort(es),e=ct.shift(),t=ct.length,8&e.__g&&jl(e)}finally{(de=ct.length)&&(Tn||queueMicrotask)(ss)}}function rs(e,t,n,o,s,r,a,l,c,p,u){var h,f,d,$,y,k,A=o.__k||fe,O=t.length;for(c=Hl(n,t,A,c,O),h=0;h<O;h++)(d=n.__k[h])!=null&&(f=~d.__i&&A[d.__i]||he,d.__i=h,k=Mn(e,d,f,s,r,a,l,c,p,u),$=d.__e,(f.ref!=d.ref||8&f.__u)&&(f.ref&&Ln(f.ref,null,d,f),d.ref&&u.push(d.ref,d.__c||$,d)),y=y||$,4&d.__u?(c=is(d,c,e,!f.__v),f.__e&&(f.__e=null)):typeof d.type=="function"&&k!==void 0?c=k:$&&(c=$.nextSibling),d.__u&=-21);return n.__e=y,c}function Hl(e,t,n,o,s){var r,a,l,c,p,u,h,f,d,$=n.length,y=$,k=0,A=0,O=e.__k=Array(s);for(r=0;r<s;r++)(a=t[r])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=O[r]=Ut(null,a):Dn(a)?a=O[r]=Ut(yt,{children:a}):a.constructor===Wt&&a.__b?a=O[r]=Ut(a.type,a.props,a.key,a.ref,a.__v):O[r]=a,c=r+k,a.__=e,a.__b=e.__b+1,l=null,~(p=a.__i=Vl(a,n,c,y))&&(y--,(l=n[p])&&(l.__u|=2)),l&&l.__v?(a.__u|=16,p==c-1?k--:p==c+1?k++:p!=c&&(p>c?k--:k++,A=1)):(~p||(s>$?k--:s<$&&k++),typeof a.type!="function"&&(a.__u|=4))):O[r]=null;if(A){for(u=[],h=[],r=0;r<s;r++)if((a=O[r])&&16&a.__u){for(k=0,f=u.length;k<f;)u[d=k+f>>1]<a.__i?k=d+1:f=d;u[k]=a.__i,h[r]=k+1}for(k=u.length;r--;)h[r]&&(h[r]==k?k--:O[r].__u|=4)}if(y)for(r=0;r<$;r++)!(l=n[r])||2&l.__u||(l.__e==o&&(o=ut(l)),Pn(l,l));return o}function is(e,t,n,o){var s,r,a,l;if(typeof e.type=="function"){if(e.props.__P)return t;if(s=e.__k)for(r=0;r<s.length;r++)s[r]&&(s[r].__=e,t=is(s[r],t,n,!1));return t}for(t&&!t.parentNode&&(t=ut(e))&&!t.parentNode&&(t=null),a=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(a!=l&&(!o&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function Vl(e,t,n,o){var s,r=e.key,a=e.type,l=t[n],c=l&&!(2&l.__u);if(l===null&&r==null||c&&r==l.key&&a==l.type)return n;if(o>(c?1:0)){for(s=n-1;s>=0;s--)if((l=t[s])&&!(2&l.__u)&&r==l.key&&a==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&r==l.key&&a==l.type)return s}return-1}function Zo(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function ce(e,t,n,o,s){var r,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||Zo(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Zo(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(a=An[t]||(An[t]=Kl(t)),(e.__a||(e.__a={}))[t]=Nn,r=t!=(t=t.replace(ns,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,a,r):e.removeEventListener(t,a,r));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Kl(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[ue]==null)t[ue]=Nn++;else if(t[ue]<this.__a[e])return;return n(T.event?T.event(t):t)}}}function Mn(e,t,n,o,s,r,a,l,c,p){var u,h,f,d,$,y,k,A,O,j,q,On,Jo,le,mt,Qo,lt,$t,rt=t.type;if(t.constructor!==Wt)return null;128&n.__u&&(c=32&n.__u,u=n.__c.__z)&&(t.__u|=c,h=r=[],u.nodeType==8?l=pe(u,r):r.push(u),l=r[0]||l),(u=T.__b)&&u(t);t:if(typeof rt=="function"){f=a.length;try{if(A=t.props,O=(u=rt.prototype)&&u.render,j=(u=rt.contextType)&&o[u.__c],q=u?j?j.props.value:u.__:o,(d=n.__c)?(t.__c=d,2&d.__g&&(d.__g|=1)):(O?t.__c=d=new rt(A,q):(t.__c=d=new Et(A,q),d.constructor=rt,d.render=Yl),j&&j.sub(d),d.state||(d.state={}),d.__n=o,d.__g|=8,d.__h=[],d.__k=[]),O&&(d.__s||(d.__s=d.state),rt.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=bt({},d.__s)),bt(d.__s,rt.getDerivedStateFromProps(A,d.__s)))),$=d.props,y=d.state,d.__v=t,n.__c){if(A!==$&&O&&!rt.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(A,q),t.__v==n.__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&d.shouldComponentUpdate(A,d.__s,q)===!1){t.__v!=n.__v&&(d.props=A,d.state=d.__s,d.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(Q){Q&&(Q.__=t)}),fe.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&a.push(d),l=ut(n);break t}d.componentWillUpdate&&d.componentWillUpdate(A,d.__s,q),O&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate($,y,k)})}else O&&!rt.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),O&&d.componentDidMount&&d.__h.push(d.componentDidMount);d.context=q,d.props=A,d.__P=e,d.__g&=-5,On=T.__r,Jo=O?25:0;do d.__g&=-9,On&&On(t),u=d.render(d.props,d.state=d.__s,d.context);while(8&d.__g&&++Jo<25);O&&(fe.push.apply(d.__h,d.__k),d.__k=[]),d.state=d.__s,d.getChildContext&&(o=bt({},o,d.getChildContext())),O&&n.__c&&d.getSnapshotBeforeUpdate&&(k=d.getSnapshotBeforeUpdate($,y)),le=u&&u.type===yt&&u.key==null?u.props.children:u,A.__P&&(u=l,s=(e=A.__P).namespaceURI,c=r=null,n.props&&n.props.__P!=e&&(n.__k.some(function(Q){Q&&Pn(Q,Q)}),n.__k=null),l=n.__k?ut(n,0):null),l=rs(e,Dn(le)?le:[le],t,n,o,s,r,a,l,c,p),A.__P&&(t.__e=null,l=u),t.__u&=-161,h&&h.some(gt),d.__h.length&&a.push(d),1&d.__g&&(d.__g&=-4)}catch(Q){if(a.length=f,t.__v=null,c||r)if(Q&&Q.then){if(t.__u|=128|c,r){for(~(lt=r.indexOf(l||void 0))||(lt=r.length);($t=r[lt-1])&&$t.nodeType==8;)lt--;for(;lt<r.length;lt++)if($t=r[lt])if(r[lt]=null,mt){if($t==Qo)break}else{if($t.nodeType!=8)break;$t.data.startsWith("$s")&&(Qo=pe(mt=$t))}}if(!mt){for(;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;mt=l}(u=pe(mt=t.__c.__z||(t.__c.__z=mt)))?(t.__e=mt,l=u):t.__e=l,l=l&&l.nextSibling}else r&&r.some(gt);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),Q&&Q.then||as(t),T.__e(Q,t,n)}}else l=t.__e=zl(n.__e,t,n,o,s,r,a,c,p,e);return(u=T.diffed)&&u(t),l}function pe(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function as(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(as))}function ls(e,t,n){for(var o=0;o<n.length;)Ln(n[o++],n[o++],n[o++]);T.__c&&T.__c(t,e),e.some(function(s){try{e=s.__h,s.__h=[],e.some(function(r){r.call(s)})}catch(r){T.__e(r,s.__v)}})}function zl(e,t,n,o,s,r,a,l,c,p){var u,h,f,d,$,y,k,A,O=n.props||he,j=t.props,q=t.type;if(q=="svg"?s="http://www.w3.org/2000/svg":q=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),r){for(u=0;u<r.length;u++)if(($=r[u])&&(q?$.localName==q:$.nodeType==3)){e=$,r[u]=null;break}}if(!e){if(A=p.ownerDocument||document,!q)return A.createTextNode(j);e=A.createElementNS(s,q,j.is?j:p),l&&(T.__m&&T.__m(t,r),l=!1),r=null}if(q){if(p=q=="template"&&e.content||e,r=q=="textarea"&&j.defaultValue!=null?null:r&&qn.call(p.childNodes),!l&&r)for(O={},u=0;u<e.attributes.length;u++)O[($=e.attributes[u]).name]=$.value;for(u in O)$=O[u],u=="dangerouslySetInnerHTML"?f=$:u=="children"||u in j||u=="value"&&"defaultValue"in j||u=="checked"&&"defaultChecked"in j||ce(e,u,null,$,s);for(u in j)$=j[u],u=="children"?d=$:u=="dangerouslySetInnerHTML"?h=$:u=="value"?y=$:u=="checked"?k=$:l&&typeof $!="function"||O[u]===$||ce(e,u,$,O[u],s);h?(l||f&&(h.__html==f.__html||h.__html==e.innerHTML)||(e.innerHTML=h.__html),t.__k=[]):(f&&(e.textContent=""),(q=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&Wl.test(q))&&(s="http://www.w3.org/1999/xhtml"),rs(p,Dn(d)?d:[d],t,n,o,s,r,a,r?r[0]:n.__k&&ut(n,0),l,c),r&&r.some(gt)),l&&q!="textarea"||(u="value",q=="progress"&&y==null?e.removeAttribute(u):y==null||y===e[u]&&(q!="progress"||y)||ce(e,u,y,O[u],s),u="checked",k!=null&&k!=e[u]&&ce(e,u,k,O[u],s))}else O===j||l&&e.data==j||(e.data=j);return e}function Ln(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){T.__e(s,n)}}function Pn(e,t,n){var o,s,r,a;if(T.unmount&&T.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||Ln(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){T.__e(l,t)}o.__P=o.__n=null}if(o=e.__k)for(a=0;a<o.length;a++)o[a]&&Pn(o[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=pe(o,r=[]))&&(o==e.__e&&r.some(gt),gt(s),gt(o)),n||gt(e.__e),e.__e=e.__c=e.__=null}function Yl(e,t,n){return this.constructor(e,n)}function cs(e,t){var n,o,s,r;T.__&&T.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=Ut(yt,{children:[e]}),s=[],r=[],Mn(t,t.__k,o||he,he,t.namespaceURI,o?null:t.firstChild?qn.call(t.childNodes):null,s,o?o.__e:t.firstChild,n,r),ls(s,t.__k,r),t.__k.props.children=null}T={__e:function(e,t,n,o){for(var s,r,a;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((a=(r=s.constructor)&&r.getDerivedStateFromError)&&s.setState(r.getDerivedStateFromError(e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),a=1),a&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw de=0,e}},ts=0,Rn=function(e){return e!=null&&e.constructor===Wt},Et.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=bt({},this.state)),typeof e=="function"&&(e=e(bt({},n),this.props)),e&&(bt(n,e),this.__v&&(t&&this.__k.push(t),Xo(this)))},Et.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Xo(this))},Et.prototype.render=yt,ct=[],de=0,es=function(e,t){return e.__v.__b-t.__v.__b},ue=Symbol(),ns=/(PointerCapture)$|Capture$/i,Nn=0,An={},Ul=0;var Ot,I,In,us,Fn=Object.is,$e=0,ys=[],Bn=[],P=T,ps=P.__b,ds=P.__r,hs=P.diffed,fs=P.__c,ms=P.unmount,$s=P.__;function ge(e,t){P.__h&&P.__h(I,e,$e||t),$e=0;var n=I.__H||(I.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function m(e){return $e=1,Gl(vs,e)}function Gl(e,t,n){var o=ge(Ot++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):vs(void 0,t),function(r){var a=(o.__N||o.__)[0],l=o.t(a,r);Fn(a,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=I,!I.__f)){I.__f=!0;var s=I.shouldComponentUpdate;I.shouldComponentUpdate=function(r,a,l){var c=this.__H;if(!c)return!0;var p=!1,u=this.props!=r;if(c.__.some(function(f){f.__N&&(p=!0,Fn(f.__[0],f.__N[0])||(u=!0))}),s){var h=s.call(this,r,a,l);return p?h||u:h}return!p||u}}return o.__}function x(e,t){var n=ge(Ot++,3);!P.__s&&Wn(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,I.__H.__h.push(n))}function vt(e,t){var n=ge(Ot++,4);!P.__s&&Wn(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,I.__h.push(n))}function E(e){return $e=5,pt(function(){return{current:e}},[])}function pt(e,t){var n=ge(Ot++,7);return Wn(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Jl(){var e;do{for(;e=Bn.shift();)try{jt(e)}catch(n){P.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=ys.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(jt),t.__h.some(Un),t.__h=[]}catch(n){t.__h=[],P.__e(n,e.__v)}}}while(Bn.length)}P.__b=function(e){I=null,ps&&ps(e)},P.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),$s&&$s(e,t)},P.__r=function(e){ds&&ds(e),Ot=0;var t=(I=e.__c).__H;t&&(In==I?I.__h=[]:(t.__h.some(jt),t.__h.some(Un),Ot=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),In=I},P.diffed=function(e){hs&&hs(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&bs(ys.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),In=I=null},P.__c=function(e,t){t.some(function(n){try{n.__h.some(jt),n.__h=n.__h.filter(function(o){return!o.__||Un(o)})}catch(o){n.__h=[function(){throw o}]}}),fs&&fs(e,t)},P.unmount=function(e){ms&&ms(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,bs(Bn.push(s))}else jt(s)}catch(r){t=r}}),o.__H=void 0,t&&P.__e(t,o.__v))};var gs=typeof requestAnimationFrame=="function";function Ql(e){var t,n=function(){clearTimeout(o),gs&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);gs&&(t=requestAnimationFrame(n))}function bs(e){e!=1&&us==P.requestAnimationFrame||((us=P.requestAnimationFrame)||Ql)(Jl)}function jt(e){var t=I,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),I=t}function Un(e){var t=I;e.__c=e.__(),I=t}function Wn(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!Fn(n,e[o])})}function vs(e,t){return typeof t=="function"?t(e):t}var Xl=Symbol.for("preact-signals");function we(){if(it>1){it--;return}let e,t=!1;for((function(){let n=be;for(be=void 0;n!==void 0;){let o=n.S;if(o.v===n.v)for(let s=o.t;s!==void 0;s=s.x)s.i===n.i&&(s.i=o.i);n=n.o}})();Vt!==void 0;){let n=Vt;for(Vt=void 0,ye++;n!==void 0;){let o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&_s(n))try{n.c()}catch(s){t||(e=s,t=!0)}n=o}}if(ye=0,it--,t)throw e}function X(e){if(it>0)return e();jn=++Zl,it++;try{return e()}finally{we()}}var N,Ht,Vt;function Kt(e){let t=N,n=Ht;N=void 0,Ht=void 0;try{return e()}finally{N=t,Ht=n}}var be,it=0,ye=0,Zl=0,jn=0,ve=0;function ws(e){if(N===void 0)return;let t=e.n;if(t===void 0||t.t!==N)return t={i:0,S:e,p:N.s,n:void 0,t:N,e:void 0,x:void 0,r:t},N.s!==void 0&&(N.s.n=t),N.s=t,e.n=t,32&N.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=N.s,t.n=void 0,N.s.n=t,N.s=t),t}function U(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}U.prototype.brand=Xl;U.prototype.h=function(){return!0};U.prototype.S=function(e){let t=this.t;t!==e&&e.e===void 0&&(e.x=t,this.t=e,t!==void 0?t.e=e:Kt(()=>{var n;(n=this.W)==null||n.call(this)}))};U.prototype.U=function(e){if(this.t!==void 0){let t=e.e,n=e.x;t!==void 0&&(t.x=n,e.e=void 0),n!==void 0&&(n.e=t,e.x=void 0),e===this.t&&(this.t=n,n===void 0&&Kt(()=>{var o;(o=this.Z)==null||o.call(this)}))}};U.prototype.subscribe=function(e){return H(()=>{let t=this.value;Kt(()=>e(t))},{name:"sub"})};U.prototype.valueOf=function(){return this.value};U.prototype.toString=function(){return this.value+""};U.prototype.toJSON=function(){return this.value};U.prototype.peek=function(){return Kt(()=>this.value)};Object.defineProperty(U.prototype,"value",{get(){let e=ws(this);return e!==void 0&&(e.i=this.i),this.v},set(e){if(e!==this.v){if(ye>100)throw new Error("Cycle detected");(function(t){it!==0&&ye===0&&t.l!==jn&&(t.l=jn,be={S:t,v:t.v,i:t.i,o:be})})(this),this.v=e,this.i++,ve++,it++;try{for(let t=this.t;t!==void 0;t=t.x)t.t.N()}finally{we()}}}});function b(e,t){return new U(e,t)}function _s(e){for(let t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function ks(e){for(let t=e.s;t!==void 0;t=t.n){let n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function xs(e){let t,n=e.s;for(;n!==void 0;){let o=n.p;n.i===-1?(n.S.U(n),o!==void 0&&(o.n=n.n),n.n!==void 0&&(n.n.p=o)):t=n,n.S.n=n.r,n.r!==void 0&&(n.r=void 0),n=o}e.s=t}function wt(e,t){U.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ve-1,this.f=4}wt.prototype=new U;wt.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ve))return!0;if(this.g=ve,this.f|=1,this.i>0&&!_s(this))return this.f&=-2,!0;let e=N;try{ks(this),N=this;let t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(t){this.v=t,this.f|=16,this.i++}return N=e,xs(this),this.f&=-2,!0};wt.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(let t=this.s;t!==void 0;t=t.n)t.S.S(t)}U.prototype.S.call(this,e)};wt.prototype.U=function(e){if(this.t!==void 0&&(U.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(let t=this.s;t!==void 0;t=t.n)t.S.U(t)}};wt.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(let e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(wt.prototype,"value",{get(){if(1&this.f)throw new Error("Cycle detected");let e=ws(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function J(e,t){return new wt(e,t)}function Ss(e){let t=e.j;if(e.j=void 0,typeof t=="function"){it++;let n=N;N=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Hn(e),o}finally{N=n,we()}}}function Hn(e){for(let t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Ss(e)}function tc(e){if(N!==this)throw new Error("Out-of-order effect");xs(this),N=e,this.f&=-2;try{8&this.f&&Hn(this)}finally{we()}}function Tt(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Ht&&Ht.push(this)}Tt.prototype.c=function(){let e=this.S();try{if(8&this.f||this.x===void 0)return;let t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Tt.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Ss(this),ks(this),it++;let e=N;return N=this,tc.bind(this,e)};Tt.prototype.N=function(){2&this.f||(this.f|=2,this.u=Vt,Vt=this)};Tt.prototype.d=function(){this.f|=8,1&this.f||Hn(this)};Tt.prototype.dispose=function(){this.d()};function H(e,t){let n=new Tt(e,t);try{n.c()}catch(s){throw n.d(),s}let o=n.d.bind(n);return o[Symbol.dispose]=o,o}var ec=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__,Cs,ke,_e;var Es=[];H(function(){Cs=this.N})();function At(e,t){T[e]=t.bind(null,T[e]||(()=>{}))}function zt(e){if(_e){let t=_e;_e=void 0,t()}_e=e&&e.S()}function Os({data:e}){let t=oc(e);t.name="ReactiveDom",t.value=e;let[n,o]=pt(()=>{let s=this,r=this.__v;for(;r=r.__;)if(r.__c){r.__c.__$f|=4;break}let a=J(()=>{let u=t.value.value;return u===0?0:u===!0?"":u||""}),l=J(()=>!Array.isArray(a.value)&&!Rn(a.value)),c=H(function(){if(this.N=Ts,l.value){let u=a.value;s.__v&&s.__v.__e&&s.__v.__e.nodeType===3&&(s.__v.__e.data=u)}}),p=this.__$u.d;return this.__$u.d=function(){c(),p.call(this)},[l,a]},[]);return n.value?o.peek():o.value}Os.displayName="ReactiveTextNode";Object.defineProperties(U.prototype,{constructor:{configurable:!0,value:me(yt,null).constructor},type:{configurable:!0,value:Os},props:{configurable:!0,get(){let e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});At("__b",(e,t)=>{if(zt(),ke=void 0,typeof t.type=="string"){let n,o=t.props;for(let s in o){if(s==="children")continue;let r=o[s];r instanceof U&&(n||(t.__np=n={}),n[s]=r,o[s]=r.peek())}}e(t)});At("__r",(e,t)=>{if(e(t),t.type!==yt){zt();let n,o=t.__c;o&&(o.__$f&=-2,n=o.__$u,n===void 0&&(o.__$u=n=(function(s,r){let a;return H(function(){a=this},{name:r}),a.c=s,a})((function(s){return function(){var r;ec&&((r=this.y)==null||r.call(this)),s.__$f|=1,s.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),ke=o,zt(n)}});At("__e",(e,t,n,o)=>{zt(),ke=void 0,e(t,n,o)});At("diffed",(e,t)=>{zt(),ke=void 0;let n;if(typeof t.type=="string"&&(n=t.__e)){let o=t.__np,s=t.props,r=n.U;if(r)for(let a in r){let l=r[a];l===void 0||o&&a in o||(l.d(),r[a]=void 0)}if(o){r||(r={},n.U=r);for(let a in o){let l=r[a],c=o[a];l===void 0?(l=nc(n,a,c,s),r[a]=l):l.o(c,s)}}}e(t)});function nc(e,t,n,o){let s=t in e&&e.ownerSVGElement===void 0,r=b(n);return{o:(a,l)=>{r.value=a,o=l},d:H(function(){this.N=Ts;let a=r.value.value;o[t]!==a&&(o[t]=a,s?e[t]=a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}At("unmount",(e,t)=>{if(typeof t.type=="string"){let n=t.__e;if(n){let s=n.U;if(s){n.U=void 0;for(let r in s){let a=s[r];a&&a.d()}}}let o=t.__np;if(o){let s=t.props;for(let r in o)s[r]=o[r]}t.__np=void 0}else{let n=t.__c;if(n){n.__$f|=8;let o=n.__$u;o&&(n.__$u=void 0,o.d())}}e(t)});At("__h",(e,t,n,o)=>{o<3&&(t.__$f|=2),e(t,n,o)});Et.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;let n=this.__$u,o=n&&n.s!==void 0;for(let s in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){let s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(let s in e)if(s!=="__source"&&e[s]!==this.props[s])return!0;for(let s in this.props)if(!(s in e))return!0;return!1};function oc(e,t){return pt(()=>b(e,t),[])}var sc=e=>{queueMicrotask(()=>{queueMicrotask(e)})};function rc(){X(()=>{let e;for(;e=Es.shift();)Cs.call(e)})}function Ts(){Es.push(this)===1&&(T.requestAnimationFrame||sc)(rc)}var Rs=function(e,t,n,o){var s;t[0]=0;for(var r=1;r<t.length;r++){var a=t[r++],l=t[r]?(t[0]|=a?1:2,n[t[r++]]):t[++r];a===3?o[0]=l:a===4?o[1]=Object.assign(o[1]||{},l):a===5?(o[1]=o[1]||{})[t[++r]]=l:a===6?o[1][t[++r]]+=l+"":a?(s=e.apply(l,Rs(e,l,n,["",null])),o.push(s),l[0]?t[0]|=2:(t[r-2]=0,t[r]=s)):o.push(l)}return o},As=new Map;function Ns(e){var t=As.get(this);return t||(t=new Map,As.set(this,t)),(t=Rs(this,t.get(e)||(t.set(e,t=(function(n){for(var o,s,r=1,a="",l="",c=[0],p=function(f){r===1&&(f||(a=a.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?c.push(0,f,a):r===3&&(f||a)?(c.push(3,f,a),r=2):r===2&&a==="..."&&f?c.push(4,f,0):r===2&&a&&!f?c.push(5,0,!0,a):r>=5&&((a||!f&&r===5)&&(c.push(r,0,a,s),r=6),f&&(c.push(r,f,0,s),r=6)),a=""},u=0;u<n.length;u++){u&&(r===1&&p(),p(u));for(var h=0;h<n[u].length;h++)o=n[u][h],r===1?o==="<"?(p(),c=[c],r=3):a+=o:r===4?a==="--"&&o===">"?(r=1,a=""):a=o+a[0]:l?o===l?l="":a+=o:o==='"'||o==="'"?l=o:o===">"?(p(),r=1):r&&(o==="="?(r=5,s=a,a=""):o==="/"&&(r<5||n[u][h+1]===">")?(p(),r===3&&(c=c[0]),r=c,(c=c[0]).push(2,0,r),r=0):o===" "||o==="	"||o===`
`||o==="\r"?(p(),r=2):a+=o),r===3&&a==="!--"&&(r=4,c=c[0])}return p(),c})(e)),t),arguments,[])).length>1?t:t[0]}var i=Ns.bind(me);var Rt=b(null),Ds=()=>new Promise(e=>{let t=Rt.value;Rt.value=n=>{t?.(n),e(n)}});function xe(e){let t=Rt.value;Rt.value=null,t?.(e)}var M=class extends Error{constructor({code:t,message:n}){super(n),this.code=t}},D=class extends Error{constructor(){super("The desk cannot be reached right now.")}};function w(e){if(e instanceof M||e instanceof D)return e.message;throw e}var ic="me/confirm";async function Vn(){try{return(await g("GET","me")).agent}catch(e){if(e instanceof M&&e.code==="unauthorized")return null;throw e}}async function Ms(e,t,n){return(await g("POST","login",{email:e,password:t,code:n})).agent}async function Ls(e,t,n){return(await g("POST","password",{token:e,password:t,code:n})).agent}var Ps=()=>g("POST","logout",{});async function g(e,t,n,o){try{return await qs(e,t,n,o)}catch(s){if(!(s instanceof M&&s.code==="not_confirmed")||t===ic||!await Ds())throw s;return qs(e,t,n,o)}}async function Is(e,t){await g("GET","me/confirmed");let n=await Fs("POST",e,t);if(!n.ok)throw new M((await Bs(n)).error);return n}async function qs(e,t,n,o){let s=await Fs(e,t,n,o),r=await Bs(s);if(!s.ok)throw new M(r.error);return r}async function Fs(e,t,n,o){let s={"Content-Type":"application/json","X-Requested-With":"warmdesk"};o&&(s["Idempotency-Key"]=o);try{return await fetch(`/api/console/${t}`,{method:e,headers:s,body:n&&JSON.stringify(n)})}catch{throw new D}}async function Bs(e){try{return await e.json()}catch{throw new D}}function Us(e){let t=Date.now(),n=()=>{Date.now()-t<6e4||(t=Date.now(),e.tell("active",{}))};for(let o of["pointerdown","keydown","wheel"])addEventListener(o,n,{passive:!0})}var ac=/[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}]/u,Z=e=>ac.test(e)?`⁨${e}⁩`:e;var lc="warmdesk:";function Y(e,t){let n=lc+e,o=b(Ws(localStorage.getItem(n),t));return H(()=>localStorage.setItem(n,JSON.stringify(o.value))),addEventListener("storage",s=>{s.key===n&&(o.value=Ws(s.newValue,t))}),o}function Ws(e,t){try{return e===null?t:JSON.parse(e)}catch{return t}}var js="Warmdesk console",cc=1e3,uc=[{hertz:587,after:0},{hertz:880,after:.16}],pc=[{hertz:660,after:0}],Yt=Y("reply-sound",!0),dc="Notification"in window,Se=b(dc?Notification.permission:"denied");async function Hs(){Se.value=await Notification.requestPermission()}function Vs(e){let t=new Set;H(()=>{let{offers:s=[],queue:r=[]}=e.snapshot.value??{};for(let a of s.filter(l=>!t.has(l.id))){let l=r.find(c=>c.handoff_id===a.handoff_id);Kn(`Offer: ${Z(l?.customer_name??"A customer")}`,l?.wanted??l?.situation??"")}t=new Set(s.map(a=>a.id))});let n=null;H(()=>{if(!e.snapshot.value)return;let s=e.mentions.value;for(let r of s.filter(({id:a})=>n&&!n.has(a)))Kn("You were mentioned",r.text,()=>e.handling.openMention(r));n=new Set(s.map(r=>r.id))});let o=null;H(()=>{if(!e.snapshot.value)return;let s=e.mine.value;for(let r of s.filter(({id:a,unread:l})=>l>(o?.get(a)??l)))hc(e,r.id)||fc(e,r);o=new Map(s.map(r=>[r.id,r.unread]))}),H(()=>{let s=e.snapshot.value?.offers.length??0,r=e.unread.value+e.mentions.value.length;return $c(s,r,e.watching.value)})}function hc(e,t){return e.watching.peek()&&e.view.peek()==="conversation"&&e.selected.peek()===t}function fc(e,{id:t,customer_name:n,last_text:o}){let s=Z(n??"A customer");Kn(s,o??"",()=>e.select(t),Yt.peek()?pc:[])}function Kn(e,t,n=()=>{},o=uc){if(o.length&&mc(o),Se.value!=="granted"||document.visibilityState==="visible")return;let s=new Notification(e,{body:t,tag:e});s.onclick=()=>{window.focus(),n()}}function mc(e){let t=new AudioContext;for(let{hertz:n,after:o}of e){let s=t.createOscillator(),r=t.createGain(),a=t.currentTime+o;s.frequency.value=n,r.gain.setValueAtTime(0,a),r.gain.linearRampToValueAtTime(.12,a+.02),r.gain.exponentialRampToValueAtTime(.001,a+.5),s.connect(r).connect(t.destination),s.start(a),s.stop(a+.5)}setTimeout(()=>t.close(),1e3)}function $c(e,t,n){let o=e+t,s=o?`(${o}) ${js}`:js;if(document.title=s,!e||n)return;let r=setInterval(()=>{document.title=document.title===s?`● ${e} offered to you`:s},cc);return()=>clearInterval(r)}var ot=Object.create(null);ot.open="0",ot.close="1",ot.ping="2",ot.pong="3",ot.message="4",ot.upgrade="5",ot.noop="6";var Oe=Object.create(null);Object.keys(ot).forEach((e=>{Oe[ot[e]]=e}));var Jn={type:"error",data:"parser error"},Js=typeof Blob=="function"||typeof Blob<"u"&&Object.prototype.toString.call(Blob)==="[object BlobConstructor]",Qs=typeof ArrayBuffer=="function",Xs=e=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(e):e&&e.buffer instanceof ArrayBuffer,co=({type:e,data:t},n,o)=>Js&&t instanceof Blob?n?o(t):Ks(t,o):Qs&&(t instanceof ArrayBuffer||Xs(t))?n?o(t):Ks(new Blob([t]),o):o(ot[e]+(t||"")),Ks=(e,t)=>{let n=new FileReader;return n.onload=function(){let o=n.result.split(",")[1];t("b"+(o||""))},n.readAsDataURL(e)};function zs(e){return e instanceof Uint8Array?e:e instanceof ArrayBuffer?new Uint8Array(e):new Uint8Array(e.buffer,e.byteOffset,e.byteLength)}var zn,gc="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",Jt=typeof Uint8Array>"u"?[]:new Uint8Array(256);for(let e=0;e<64;e++)Jt[gc.charCodeAt(e)]=e;var bc=typeof ArrayBuffer=="function",uo=(e,t)=>{if(typeof e!="string")return{type:"message",data:Zs(e,t)};let n=e.charAt(0);return n==="b"?{type:"message",data:yc(e.substring(1),t)}:Oe[n]?e.length>1?{type:Oe[n],data:e.substring(1)}:{type:Oe[n]}:Jn},yc=(e,t)=>{if(bc){let n=(o=>{let s,r,a,l,c,p=.75*o.length,u=o.length,h=0;o[o.length-1]==="="&&(p--,o[o.length-2]==="="&&p--);let f=new ArrayBuffer(p),d=new Uint8Array(f);for(s=0;s<u;s+=4)r=Jt[o.charCodeAt(s)],a=Jt[o.charCodeAt(s+1)],l=Jt[o.charCodeAt(s+2)],c=Jt[o.charCodeAt(s+3)],d[h++]=r<<2|a>>4,d[h++]=(15&a)<<4|l>>2,d[h++]=(3&l)<<6|63&c;return f})(e);return Zs(n,t)}return{base64:!0,data:e}},Zs=(e,t)=>t==="blob"?e instanceof Blob?e:new Blob([e]):e instanceof ArrayBuffer?e:e.buffer,Ys="";function vc(){return new TransformStream({transform(e,t){(function(n,o){Js&&n.data instanceof Blob?n.data.arrayBuffer().then(zs).then(o):Qs&&(n.data instanceof ArrayBuffer||Xs(n.data))?o(zs(n.data)):co(n,!1,(s=>{zn||(zn=new TextEncoder),o(zn.encode(s))}))})(e,(n=>{let o=n.length,s;if(o<126)s=new Uint8Array(1),new DataView(s.buffer).setUint8(0,o);else if(o<65536){s=new Uint8Array(3);let r=new DataView(s.buffer);r.setUint8(0,126),r.setUint16(1,o)}else{s=new Uint8Array(9);let r=new DataView(s.buffer);r.setUint8(0,127),r.setBigUint64(1,BigInt(o))}e.data&&typeof e.data!="string"&&(s[0]|=128),t.enqueue(s),t.enqueue(n)}))}})}var Yn;function Ce(e){return e.reduce(((t,n)=>t+n.length),0)}function Ee(e,t){if(e[0].length===t)return e.shift();let n=new Uint8Array(t),o=0;for(let s=0;s<t;s++)n[s]=e[0][o++],o===e[0].length&&(e.shift(),o=0);return e.length&&o<e[0].length&&(e[0]=e[0].slice(o)),n}function F(e){if(e)return(function(t){for(var n in F.prototype)t[n]=F.prototype[n];return t})(e)}F.prototype.on=F.prototype.addEventListener=function(e,t){return this.t=this.t||{},(this.t["$"+e]=this.t["$"+e]||[]).push(t),this},F.prototype.once=function(e,t){function n(){this.off(e,n),t.apply(this,arguments)}return n.fn=t,this.on(e,n),this},F.prototype.off=F.prototype.removeListener=F.prototype.removeAllListeners=F.prototype.removeEventListener=function(e,t){if(this.t=this.t||{},arguments.length==0)return this.t={},this;var n,o=this.t["$"+e];if(!o)return this;if(arguments.length==1)return delete this.t["$"+e],this;for(var s=0;s<o.length;s++)if((n=o[s])===t||n.fn===t){o.splice(s,1);break}return o.length===0&&delete this.t["$"+e],this},F.prototype.emit=function(e){this.t=this.t||{};for(var t=new Array(arguments.length-1),n=this.t["$"+e],o=1;o<arguments.length;o++)t[o-1]=arguments[o];if(n){o=0;for(var s=(n=n.slice(0)).length;o<s;++o)n[o].apply(this,t)}return this},F.prototype.emitReserved=F.prototype.emit,F.prototype.listeners=function(e){return this.t=this.t||{},this.t["$"+e]||[]},F.prototype.hasListeners=function(e){return!!this.listeners(e).length};var Me=typeof Promise=="function"&&typeof Promise.resolve=="function"?e=>Promise.resolve().then(e):(e,t)=>t(e,0),tt=typeof self<"u"?self:typeof window<"u"?window:Function("return this")();function tr(e,...t){return t.reduce(((n,o)=>(e.hasOwnProperty(o)&&(n[o]=e[o]),n)),{})}var wc=tt.setTimeout,_c=tt.clearTimeout;function Le(e,t){t.useNativeTimers?(e.setTimeoutFn=wc.bind(tt),e.clearTimeoutFn=_c.bind(tt)):(e.setTimeoutFn=tt.setTimeout.bind(tt),e.clearTimeoutFn=tt.clearTimeout.bind(tt))}function er(){return Date.now().toString(36).substring(3)+Math.random().toString(36).substring(2,5)}var Qn=class extends Error{constructor(t,n,o){super(t),this.description=n,this.context=o,this.type="TransportError"}},Xt=class extends F{constructor(t){super(),this.writable=!1,Le(this,t),this.opts=t,this.query=t.query,this.socket=t.socket,this.supportsBinary=!t.forceBase64}onError(t,n,o){return super.emitReserved("error",new Qn(t,n,o)),this}open(){return this.readyState="opening",this.doOpen(),this}close(){return this.readyState!=="opening"&&this.readyState!=="open"||(this.doClose(),this.onClose()),this}send(t){this.readyState==="open"&&this.write(t)}onOpen(){this.readyState="open",this.writable=!0,super.emitReserved("open")}onData(t){let n=uo(t,this.socket.binaryType);this.onPacket(n)}onPacket(t){super.emitReserved("packet",t)}onClose(t){this.readyState="closed",super.emitReserved("close",t)}pause(t){}createUri(t,n={}){return t+"://"+this.i()+this.o()+this.opts.path+this.h(n)}i(){let t=this.opts.hostname;return t.indexOf(":")===-1?t:"["+t+"]"}o(){return this.opts.port&&(this.opts.secure&&Number(this.opts.port)!==443||!this.opts.secure&&Number(this.opts.port)!==80)?":"+this.opts.port:""}h(t){let n=(function(o){let s="";for(let r in o)o.hasOwnProperty(r)&&(s.length&&(s+="&"),s+=encodeURIComponent(r)+"="+encodeURIComponent(o[r]));return s})(t);return n.length?"?"+n:""}},Xn=class extends Xt{constructor(){super(...arguments),this.u=!1}get name(){return"polling"}doOpen(){this.l()}pause(t){this.readyState="pausing";let n=()=>{this.readyState="paused",t()};if(this.u||!this.writable){let o=0;this.u&&(o++,this.once("pollComplete",(function(){--o||n()}))),this.writable||(o++,this.once("drain",(function(){--o||n()})))}else n()}l(){this.u=!0,this.doPoll(),this.emitReserved("poll")}onData(t){((n,o)=>{let s=n.split(Ys),r=[];for(let a=0;a<s.length;a++){let l=uo(s[a],o);if(r.push(l),l.type==="error")break}return r})(t,this.socket.binaryType).forEach((n=>{if(this.readyState==="opening"&&n.type==="open"&&this.onOpen(),n.type==="close")return this.onClose({description:"transport closed by the server"}),!1;this.onPacket(n)})),this.readyState!=="closed"&&(this.u=!1,this.emitReserved("pollComplete"),this.readyState==="open"&&this.l())}doClose(){let t=()=>{this.write([{type:"close"}])};this.readyState==="open"?t():this.once("open",t)}write(t){this.writable=!1,((n,o)=>{let s=n.length,r=new Array(s),a=0;n.forEach(((l,c)=>{co(l,!1,(p=>{r[c]=p,++a===s&&o(r.join(Ys))}))}))})(t,(n=>{this.doWrite(n,(()=>{this.writable=!0,this.emitReserved("drain")}))}))}uri(){let t=this.opts.secure?"https":"http",n=this.query||{};return this.opts.timestampRequests!==!1&&(n[this.opts.timestampParam]=er()),this.supportsBinary||n.sid||(n.b64=1),this.createUri(t,n)}},nr=!1;try{nr=typeof XMLHttpRequest<"u"&&"withCredentials"in new XMLHttpRequest}catch{}var kc=nr;function xc(){}var Zn=class extends Xn{constructor(t){if(super(t),typeof location<"u"){let n=location.protocol==="https:",o=location.port;o||(o=n?"443":"80"),this.xd=typeof location<"u"&&t.hostname!==location.hostname||o!==t.port}}doWrite(t,n){let o=this.request({method:"POST",data:t});o.on("success",n),o.on("error",((s,r)=>{this.onError("xhr post error",s,r)}))}doPoll(){let t=this.request();t.on("data",this.onData.bind(this)),t.on("error",((n,o)=>{this.onError("xhr poll error",n,o)})),this.pollXhr=t}},dt=class e extends F{constructor(t,n,o){super(),this.createRequest=t,Le(this,o),this.p=o,this.v=o.method||"GET",this.m=n,this.k=o.data!==void 0?o.data:null,this.A()}A(){var t;let n=tr(this.p,"agent","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","autoUnref");n.xdomain=!!this.p.xd;let o=this.O=this.createRequest(n);try{o.open(this.v,this.m,!0);try{if(this.p.extraHeaders){o.setDisableHeaderCheck&&o.setDisableHeaderCheck(!0);for(let s in this.p.extraHeaders)this.p.extraHeaders.hasOwnProperty(s)&&o.setRequestHeader(s,this.p.extraHeaders[s])}}catch{}if(this.v==="POST")try{o.setRequestHeader("Content-type","text/plain;charset=UTF-8")}catch{}try{o.setRequestHeader("Accept","*/*")}catch{}(t=this.p.cookieJar)===null||t===void 0||t.addCookies(o),"withCredentials"in o&&(o.withCredentials=this.p.withCredentials),this.p.requestTimeout&&(o.timeout=this.p.requestTimeout),o.onreadystatechange=()=>{var s;o.readyState===3&&((s=this.p.cookieJar)===null||s===void 0||s.parseCookies(o.getResponseHeader("set-cookie"))),o.readyState===4&&(o.status===200||o.status===1223?this._():this.setTimeoutFn((()=>{this.j(typeof o.status=="number"?o.status:0)}),0))},o.send(this.k)}catch(s){return void this.setTimeoutFn((()=>{this.j(s)}),0)}typeof document<"u"&&(this.B=e.requestsCount++,e.requests[this.B]=this)}j(t){this.emitReserved("error",t,this.O),this.C(!0)}C(t){if(this.O!==void 0&&this.O!==null){if(this.O.onreadystatechange=xc,t)try{this.O.abort()}catch{}typeof document<"u"&&delete e.requests[this.B],this.O=null}}_(){let t=this.O.responseText;t!==null&&(this.emitReserved("data",t),this.emitReserved("success"),this.C())}abort(){this.C()}};dt.requestsCount=0,dt.requests={},typeof document<"u"&&(typeof attachEvent=="function"?attachEvent("onunload",Gs):typeof addEventListener=="function"&&addEventListener("onpagehide"in tt?"pagehide":"unload",Gs,!1));function Gs(){for(let e in dt.requests)dt.requests.hasOwnProperty(e)&&dt.requests[e].abort()}var Sc=(function(){let e=or({xdomain:!1});return e&&e.responseType!==null})(),to=class extends Zn{constructor(t){super(t);let n=t&&t.forceBase64;this.supportsBinary=Sc&&!n}request(t={}){return Object.assign(t,{xd:this.xd},this.opts),new dt(or,this.uri(),t)}};function or(e){let t=e.xdomain;try{if(typeof XMLHttpRequest<"u"&&(!t||kc))return new XMLHttpRequest}catch{}if(!t)try{return new tt[["Active"].concat("Object").join("X")]("Microsoft.XMLHTTP")}catch{}}var sr=typeof navigator<"u"&&typeof navigator.product=="string"&&navigator.product.toLowerCase()==="reactnative",eo=class extends Xt{get name(){return"websocket"}doOpen(){let t=this.uri(),n=this.opts.protocols,o=sr?{}:tr(this.opts,"agent","perMessageDeflate","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","localAddress","protocolVersion","origin","maxPayload","family","checkServerIdentity");this.opts.extraHeaders&&(o.headers=this.opts.extraHeaders);try{this.ws=this.createSocket(t,n,o)}catch(s){return this.emitReserved("error",s)}this.ws.binaryType=this.socket.binaryType,this.addEventListeners()}addEventListeners(){this.ws.onopen=()=>{this.opts.autoUnref&&this.ws.T.unref(),this.onOpen()},this.ws.onclose=t=>this.onClose({description:"websocket connection closed",context:t}),this.ws.onmessage=t=>this.onData(t.data),this.ws.onerror=t=>this.onError("websocket error",t)}write(t){this.writable=!1;for(let n=0;n<t.length;n++){let o=t[n],s=n===t.length-1;co(o,this.supportsBinary,(r=>{try{this.doWrite(o,r)}catch{}s&&Me((()=>{this.writable=!0,this.emitReserved("drain")}),this.setTimeoutFn)}))}}doClose(){this.ws!==void 0&&(this.ws.onerror=()=>{},this.ws.close(),this.ws=null)}uri(){let t=this.opts.secure?"wss":"ws",n=this.query||{};return this.opts.timestampRequests&&(n[this.opts.timestampParam]=er()),this.supportsBinary||(n.b64=1),this.createUri(t,n)}},Gn=tt.WebSocket||tt.MozWebSocket,no=class extends eo{createSocket(t,n,o){return sr?new Gn(t,n,o):n?new Gn(t,n):new Gn(t)}doWrite(t,n){this.ws.send(n)}},oo=class extends Xt{get name(){return"webtransport"}doOpen(){try{this.N=new WebTransport(this.createUri("https"),this.opts.transportOptions[this.name])}catch(t){return this.emitReserved("error",t)}this.N.closed.then((()=>{this.onClose()})).catch((t=>{this.onError("webtransport error",t)})),this.N.ready.then((()=>{this.N.createBidirectionalStream().then((t=>{let n=(function(l,c){Yn||(Yn=new TextDecoder);let p=[],u=0,h=-1,f=!1;return new TransformStream({transform(d,$){for(p.push(d);;){if(u===0){if(Ce(p)<1)break;let y=Ee(p,1);f=!(128&~y[0]),h=127&y[0],u=h<126?3:h===126?1:2}else if(u===1){if(Ce(p)<2)break;let y=Ee(p,2);h=new DataView(y.buffer,y.byteOffset,y.length).getUint16(0),u=3}else if(u===2){if(Ce(p)<8)break;let y=Ee(p,8),k=new DataView(y.buffer,y.byteOffset,y.length),A=k.getUint32(0);if(A>Math.pow(2,21)-1){$.enqueue(Jn);break}h=A*Math.pow(2,32)+k.getUint32(4),u=3}else{if(Ce(p)<h)break;let y=Ee(p,h);$.enqueue(uo(f?y:Yn.decode(y),c)),u=0}if(h===0||h>l){$.enqueue(Jn);break}}}})})(Number.MAX_SAFE_INTEGER,this.socket.binaryType),o=t.readable.pipeThrough(n).getReader(),s=vc();s.readable.pipeTo(t.writable),this.U=s.writable.getWriter();let r=()=>{o.read().then((({done:l,value:c})=>{l||(this.onPacket(c),r())})).catch((l=>{}))};r();let a={type:"open"};this.query.sid&&(a.data=`{"sid":"${this.query.sid}"}`),this.U.write(a).then((()=>this.onOpen()))}))}))}write(t){this.writable=!1;for(let n=0;n<t.length;n++){let o=t[n],s=n===t.length-1;this.U.write(o).then((()=>{s&&Me((()=>{this.writable=!0,this.emitReserved("drain")}),this.setTimeoutFn)}))}}doClose(){var t;(t=this.N)===null||t===void 0||t.close()}},Cc={websocket:no,webtransport:oo,polling:to},Ec=/^(?:(?![^:@\/?#]+:[^:@\/]*@)(http|https|ws|wss):\/\/)?((?:(([^:@\/?#]*)(?::([^:@\/?#]*))?)?@)?((?:[a-f0-9]{0,4}:){2,7}[a-f0-9]{0,4}|[^:\/?#]*)(?::(\d*))?)(((\/(?:[^?#](?![^?#\/]*\.[^?#\/.]+(?:[?#]|$)))*\/?)?([^?#\/]*))(?:\?([^#]*))?(?:#(.*))?)/,Oc=["source","protocol","authority","userInfo","user","password","host","port","relative","path","directory","file","query","anchor"];function so(e){if(e.length>8e3)throw"URI too long";let t=e,n=e.indexOf("["),o=e.indexOf("]");n!=-1&&o!=-1&&(e=e.substring(0,n)+e.substring(n,o).replace(/:/g,";")+e.substring(o,e.length));let s=Ec.exec(e||""),r={},a=14;for(;a--;)r[Oc[a]]=s[a]||"";return n!=-1&&o!=-1&&(r.source=t,r.host=r.host.substring(1,r.host.length-1).replace(/;/g,":"),r.authority=r.authority.replace("[","").replace("]","").replace(/;/g,":"),r.ipv6uri=!0),r.pathNames=(function(l,c){let p=/\/{2,9}/g,u=c.replace(p,"/").split("/");return c.slice(0,1)!="/"&&c.length!==0||u.splice(0,1),c.slice(-1)=="/"&&u.splice(u.length-1,1),u})(0,r.path),r.queryKey=(function(l,c){let p={};return c.replace(/(?:^|&)([^&=]*)=?([^&]*)/g,(function(u,h,f){h&&(p[h]=f)})),p})(0,r.query),r}var ro=typeof addEventListener=="function"&&typeof removeEventListener=="function",Te=[];ro&&addEventListener("offline",(()=>{Te.forEach((e=>e()))}),!1);var Ne=class e extends F{constructor(t,n={}){var o,s;if(super(),this.binaryType="arraybuffer",this.writeBuffer=[],this.P=0,this.D=[],this.M=-1,this.S=-1,this.L=-1,this.R=1/0,t&&typeof t=="object"&&(n=t,t=null),t){let r=so(t);n.hostname=r.host,n.secure=r.protocol==="https"||r.protocol==="wss",n.port=r.port,r.query&&(n.query=r.query)}else n.host&&(n.hostname=so(n.host).host);if(Le(this,n),this.secure=n.secure!=null?n.secure:typeof location<"u"&&location.protocol==="https:",n.hostname&&!n.port&&(n.port=this.secure?"443":"80"),this.hostname=n.hostname||(typeof location<"u"?location.hostname:"localhost"),this.port=n.port||(typeof location<"u"&&location.port?location.port:this.secure?"443":"80"),n.transportImplementations&&n.transports)throw new Error("specifying both 'transportImplementations' and 'transports' options is not supported");n.transportImplementations||!((o=n.transports)===null||o===void 0)&&o.length&&typeof n.transports[0]=="function"?(this.transports=[],this.I=Object.create(null),((s=n.transportImplementations)!==null&&s!==void 0?s:n.transports).forEach((r=>{let a=r.prototype.name;this.transports.push(a),this.I[a]=r}))):(this.transports=n.transports?[...n.transports]:["polling","websocket","webtransport"],this.I=Cc),this.opts=Object.assign({path:"/engine.io",agent:!1,withCredentials:!1,upgrade:!0,timestampParam:"t",rememberUpgrade:!1,addTrailingSlash:!0,rejectUnauthorized:!0,perMessageDeflate:{threshold:1024},transportOptions:{},closeOnBeforeunload:!1},n),this.opts.path=this.opts.path.replace(/\/$/,"")+(this.opts.addTrailingSlash?"/":""),typeof this.opts.query=="string"&&(this.opts.query=(function(r){let a={},l=r.split("&");for(let c=0,p=l.length;c<p;c++){let u=l[c].split("=");a[decodeURIComponent(u[0])]=decodeURIComponent(u[1])}return a})(this.opts.query)),ro&&(this.opts.closeOnBeforeunload&&(this.F=()=>{this.transport&&(this.transport.removeAllListeners(),this.transport.close())},addEventListener("beforeunload",this.F,!1)),this.hostname!=="localhost"&&(this.$=()=>{this.V("transport close",{description:"network connection lost"})},Te.push(this.$))),this.opts.withCredentials&&(this.W=void 0),this.q()}createTransport(t){let n=Object.assign({},this.opts.query);n.EIO=4,n.transport=t,this.id&&(n.sid=this.id);let o=Object.assign({},this.opts,{query:n,socket:this,hostname:this.hostname,secure:this.secure,port:this.port},this.opts.transportOptions[t]);return new this.I[t](o)}q(){if(this.transports.length===0)return void this.setTimeoutFn((()=>{this.emitReserved("error","No transports available")}),0);let t=this.opts.rememberUpgrade&&e.priorWebsocketSuccess&&this.transports.indexOf("websocket")!==-1?"websocket":this.transports[0];this.readyState="opening";let n=this.createTransport(t);n.open(),this.setTransport(n)}setTransport(t){this.transport&&this.transport.removeAllListeners(),this.transport=t,t.on("drain",this.H.bind(this)).on("packet",this.X.bind(this)).on("error",this.j.bind(this)).on("close",(n=>this.V("transport close",n)))}J(t){let n=this.createTransport(t),o=!1;e.priorWebsocketSuccess=!1;let s=()=>{o||(n.send([{type:"ping",data:"probe"}]),n.once("packet",(h=>{if(!o)if(h.type==="pong"&&h.data==="probe"){if(this.upgrading=!0,this.emitReserved("upgrading",n),!n)return;e.priorWebsocketSuccess=n.name==="websocket",this.transport.pause((()=>{o||this.readyState!=="closed"&&(u(),this.setTransport(n),n.send([{type:"upgrade"}]),this.emitReserved("upgrade",n),n=null,this.upgrading=!1,this.flush())}))}else{let f=new Error("probe error");f.transport=n.name,this.emitReserved("upgradeError",f)}})))};function r(){o||(o=!0,u(),n.close(),n=null)}let a=h=>{let f=new Error("probe error: "+h);f.transport=n.name,r(),this.emitReserved("upgradeError",f)};function l(){a("transport closed")}function c(){a("socket closed")}function p(h){n&&h.name!==n.name&&r()}let u=()=>{n.removeListener("open",s),n.removeListener("error",a),n.removeListener("close",l),this.off("close",c),this.off("upgrading",p)};n.once("open",s),n.once("error",a),n.once("close",l),this.once("close",c),this.once("upgrading",p),this.D.indexOf("webtransport")!==-1&&t!=="webtransport"?this.setTimeoutFn((()=>{o||n.open()}),200):n.open()}onOpen(){if(this.readyState="open",e.priorWebsocketSuccess=this.transport.name==="websocket",this.emitReserved("open"),this.flush(),this.readyState==="open"&&this.opts.upgrade)for(let t=0;t<this.D.length;t++)this.J(this.D[t])}X(t){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing")switch(this.emitReserved("packet",t),this.emitReserved("heartbeat"),t.type){case"open":this.onHandshake(JSON.parse(t.data));break;case"ping":this.G("pong"),this.emitReserved("ping"),this.emitReserved("pong"),this.K();break;case"error":let n=new Error("server error");n.code=t.data,this.j(n);break;case"message":this.emitReserved("data",t.data),this.emitReserved("message",t.data)}}onHandshake(t){this.emitReserved("handshake",t),this.id=t.sid,this.transport.query.sid=t.sid,this.D=this.Y(t.upgrades),this.M=t.pingInterval,this.S=t.pingTimeout,this.L=t.maxPayload,this.onOpen(),this.readyState!=="closed"&&this.K()}K(){this.clearTimeoutFn(this.Z);let t=this.M+this.S;this.R=Date.now()+t,this.Z=this.setTimeoutFn((()=>{this.V("ping timeout")}),t),this.opts.autoUnref&&this.Z.unref()}H(){this.writeBuffer.splice(0,this.P),this.P=0,this.writeBuffer.length===0?this.emitReserved("drain"):this.flush()}flush(){if(this.readyState!=="closed"&&this.transport.writable&&!this.upgrading&&this.writeBuffer.length){let t=this.tt();this.transport.send(t),this.P=t.length,this.emitReserved("flush")}}tt(){if(!(this.L&&this.transport.name==="polling"&&this.writeBuffer.length>1))return this.writeBuffer;let t=1;for(let o=0;o<this.writeBuffer.length;o++){let s=this.writeBuffer[o].data;if(s&&(t+=typeof(n=s)=="string"?(function(r){let a=0,l=0;for(let c=0,p=r.length;c<p;c++)a=r.charCodeAt(c),a<128?l+=1:a<2048?l+=2:a<55296||a>=57344?l+=3:(c++,l+=4);return l})(n):Math.ceil(1.33*(n.byteLength||n.size))),o>0&&t>this.L)return this.writeBuffer.slice(0,o);t+=2}var n;return this.writeBuffer}st(){if(!this.R)return!0;let t=Date.now()>this.R;return t&&(this.R=0,Me((()=>{this.V("ping timeout")}),this.setTimeoutFn)),t}write(t,n,o){return this.G("message",t,n,o),this}send(t,n,o){return this.G("message",t,n,o),this}G(t,n,o,s){if(typeof n=="function"&&(s=n,n=void 0),typeof o=="function"&&(s=o,o=null),this.readyState==="closing"||this.readyState==="closed")return;(o=o||{}).compress=o.compress!==!1;let r={type:t,data:n,options:o};this.emitReserved("packetCreate",r),this.writeBuffer.push(r),s&&this.once("flush",s),this.flush()}close(){let t=()=>{this.V("forced close"),this.transport.close()},n=()=>{this.off("upgrade",n),this.off("upgradeError",n),t()},o=()=>{this.once("upgrade",n),this.once("upgradeError",n)};return this.readyState!=="opening"&&this.readyState!=="open"||(this.readyState="closing",this.writeBuffer.length?this.once("drain",(()=>{this.upgrading?o():t()})):this.upgrading?o():t()),this}j(t){if(e.priorWebsocketSuccess=!1,this.opts.tryAllTransports&&this.transports.length>1&&this.readyState==="opening")return this.transports.shift(),this.q();this.emitReserved("error",t),this.V("transport error",t)}V(t,n){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing"){if(this.clearTimeoutFn(this.Z),this.transport.removeAllListeners("close"),this.transport.close(),this.transport.removeAllListeners(),ro&&(this.F&&removeEventListener("beforeunload",this.F,!1),this.$)){let o=Te.indexOf(this.$);o!==-1&&Te.splice(o,1)}this.readyState="closed",this.id=null,this.emitReserved("close",t,n),this.writeBuffer=[],this.P=0}}Y(t){let n=[];for(let o=0;o<t.length;o++)~this.transports.indexOf(t[o])&&n.push(t[o]);return n}};Ne.protocol=4;var Tc=typeof ArrayBuffer=="function",Ac=e=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(e):e.buffer instanceof ArrayBuffer,rr=Object.prototype.toString,Rc=typeof Blob=="function"||typeof Blob<"u"&&rr.call(Blob)==="[object BlobConstructor]",Nc=typeof File=="function"||typeof File<"u"&&rr.call(File)==="[object FileConstructor]";function po(e){return Tc&&(e instanceof ArrayBuffer||Ac(e))||Rc&&e instanceof Blob||Nc&&e instanceof File}function Ae(e,t){if(!e||typeof e!="object")return!1;if(Array.isArray(e)){for(let n=0,o=e.length;n<o;n++)if(Ae(e[n]))return!0;return!1}if(po(e))return!0;if(e.toJSON&&typeof e.toJSON=="function"&&arguments.length===1)return Ae(e.toJSON(),!0);for(let n in e)if(Object.prototype.hasOwnProperty.call(e,n)&&Ae(e[n]))return!0;return!1}function Dc(e){let t=[],n=e.data,o=e;return o.data=Re(n,t),o.attachments=t.length,{packet:o,buffers:t}}function Re(e,t,n){if(!e)return e;if(po(e)){let o={_placeholder:!0,num:t.length};return t.push(e),o}if(Array.isArray(e)){let o=new Array(e.length);for(let s=0;s<e.length;s++)o[s]=Re(e[s],t);return o}if(typeof e=="object"&&!(e instanceof Date)){if(e.toJSON&&typeof e.toJSON=="function"&&!n)return Re(e.toJSON(),t,!0);let o={};for(let s in e)Object.prototype.hasOwnProperty.call(e,s)&&(o[s]=Re(e[s],t));return o}return e}function qc(e,t){return e.data=io(e.data,t),delete e.attachments,e}function io(e,t){if(!e)return e;if(e&&e._placeholder===!0){if(typeof e.num=="number"&&e.num>=0&&e.num<t.length)return t[e.num];throw new Error("illegal attachments")}if(Array.isArray(e))for(let n=0;n<e.length;n++)e[n]=io(e[n],t);else if(typeof e=="object")for(let n in e)Object.prototype.hasOwnProperty.call(e,n)&&(e[n]=io(e[n],t));return e}var ir=["connect","connect_error","disconnect","disconnecting","newListener","removeListener"];var _;(function(e){e[e.CONNECT=0]="CONNECT",e[e.DISCONNECT=1]="DISCONNECT",e[e.EVENT=2]="EVENT",e[e.ACK=3]="ACK",e[e.CONNECT_ERROR=4]="CONNECT_ERROR",e[e.BINARY_EVENT=5]="BINARY_EVENT",e[e.BINARY_ACK=6]="BINARY_ACK"})(_||(_={}));var ao=class e extends F{constructor(t){super(),this.opts=Object.assign({reviver:void 0,maxAttachments:10},typeof t=="function"?{reviver:t}:t)}add(t){let n;if(typeof t=="string"){if(this.reconstructor)throw new Error("got plaintext data when reconstructing a packet");n=this.decodeString(t);let o=n.type===_.BINARY_EVENT;o||n.type===_.BINARY_ACK?(n.type=o?_.EVENT:_.ACK,this.reconstructor=new lo(n)):super.emitReserved("decoded",n)}else{if(!po(t)&&!t.base64)throw new Error("Unknown type: "+t);if(!this.reconstructor)throw new Error("got binary data when not reconstructing a packet");n=this.reconstructor.takeBinaryData(t),n&&(this.reconstructor=null,super.emitReserved("decoded",n))}}decodeString(t){let n=0,o={type:Number(t.charAt(0))};if(_[o.type]===void 0)throw new Error("unknown packet type "+o.type);if(o.type===_.BINARY_EVENT||o.type===_.BINARY_ACK){let r=n+1;for(;t.charAt(++n)!=="-"&&n!=t.length;);let a=t.substring(r,n);if(a!=Number(a)||t.charAt(n)!=="-")throw new Error("Illegal attachments");let l=Number(a);if(!ar(l)||l<1)throw new Error("Illegal attachments");if(l>this.opts.maxAttachments)throw new Error("too many attachments");o.attachments=l}if(t.charAt(n+1)==="/"){let r=n+1;for(;++n&&!(t.charAt(n)===","||n===t.length););o.nsp=t.substring(r,n)}else o.nsp="/";let s=t.charAt(n+1);if(s!==""&&Number(s)==s){let r=n+1;for(;++n;){let a=t.charAt(n);if(a==null||Number(a)!=a){--n;break}if(n===t.length)break}o.id=Number(t.substring(r,n+1))}if(t.charAt(++n)){let r=this.tryParse(t.substr(n));if(!e.isPayloadValid(o.type,r))throw new Error("invalid payload");o.data=r}return o}tryParse(t){try{return JSON.parse(t,this.opts.reviver)}catch{return!1}}static isPayloadValid(t,n){switch(t){case _.CONNECT:return De(n);case _.DISCONNECT:return n===void 0;case _.CONNECT_ERROR:return typeof n=="string"||De(n);case _.EVENT:case _.BINARY_EVENT:return Array.isArray(n)&&(typeof n[0]=="number"||typeof n[0]=="string"&&ir.indexOf(n[0])===-1);case _.ACK:case _.BINARY_ACK:return Array.isArray(n)}}destroy(){this.reconstructor&&(this.reconstructor.finishedReconstruction(),this.reconstructor=null)}},lo=class{constructor(t){this.packet=t,this.buffers=[],this.reconPack=t}takeBinaryData(t){if(this.buffers.push(t),this.buffers.length===this.reconPack.attachments){let n=qc(this.reconPack,this.buffers);return this.finishedReconstruction(),n}return null}finishedReconstruction(){this.reconPack=null,this.buffers=[]}},ar=Number.isInteger||function(e){return typeof e=="number"&&isFinite(e)&&Math.floor(e)===e};function De(e){return Object.prototype.toString.call(e)==="[object Object]"}var Mc=Object.freeze({__proto__:null,protocol:5,get PacketType(){return _},Encoder:class{constructor(e){this.replacer=e}encode(e){return e.type!==_.EVENT&&e.type!==_.ACK||!Ae(e)?[this.encodeAsString(e)]:this.encodeAsBinary({type:e.type===_.EVENT?_.BINARY_EVENT:_.BINARY_ACK,nsp:e.nsp,data:e.data,id:e.id})}encodeAsString(e){let t=""+e.type;return e.type!==_.BINARY_EVENT&&e.type!==_.BINARY_ACK||(t+=e.attachments+"-"),e.nsp&&e.nsp!=="/"&&(t+=e.nsp+","),e.id!=null&&(t+=e.id),e.data!=null&&(t+=JSON.stringify(e.data,this.replacer)),t}encodeAsBinary(e){let t=Dc(e),n=this.encodeAsString(t.packet),o=t.buffers;return o.unshift(n),o}},Decoder:ao,isPacketValid:function(e){return typeof e.nsp=="string"&&((t=e.id)===void 0||ar(t))&&(function(n,o){switch(n){case _.CONNECT:return o===void 0||De(o);case _.DISCONNECT:return o===void 0;case _.EVENT:return Array.isArray(o)&&(typeof o[0]=="number"||typeof o[0]=="string"&&ir.indexOf(o[0])===-1);case _.ACK:return Array.isArray(o);case _.CONNECT_ERROR:return typeof o=="string"||De(o);default:return!1}})(e.type,e.data);var t}});function nt(e,t,n){return e.on(t,n),function(){e.off(t,n)}}var Lc=Object.freeze({connect:1,connect_error:1,disconnect:1,disconnecting:1,newListener:1,removeListener:1}),qe=class extends F{constructor(t,n,o){super(),this.connected=!1,this.recovered=!1,this.receiveBuffer=[],this.sendBuffer=[],this.et=[],this.nt=0,this.ids=0,this.acks={},this.flags={},this.io=t,this.nsp=n,o&&o.auth&&(this.auth=o.auth),this.p=Object.assign({},o),this.io.rt&&this.open()}get disconnected(){return!this.connected}subEvents(){if(this.subs)return;let t=this.io;this.subs=[nt(t,"open",this.onopen.bind(this)),nt(t,"packet",this.onpacket.bind(this)),nt(t,"error",this.onerror.bind(this)),nt(t,"close",this.onclose.bind(this))]}get active(){return!!this.subs}connect(){return this.connected||(this.subEvents(),this.io.ot||this.io.open(),this.io.ht==="open"&&this.onopen()),this}open(){return this.connect()}send(...t){return t.unshift("message"),this.emit.apply(this,t),this}emit(t,...n){var o,s,r;if(Lc.hasOwnProperty(t))throw new Error('"'+t.toString()+'" is a reserved event name');if(n.unshift(t),this.p.retries&&!this.flags.fromQueue&&!this.flags.volatile)return this.ct(n),this;let a={type:_.EVENT,data:n,options:{}};if(a.options.compress=this.flags.compress!==!1,typeof n[n.length-1]=="function"){let p=this.ids++,u=n.pop();this.ut(p,u),a.id=p}let l=(s=(o=this.io.engine)===null||o===void 0?void 0:o.transport)===null||s===void 0?void 0:s.writable,c=this.connected&&!(!((r=this.io.engine)===null||r===void 0)&&r.st());return this.flags.volatile&&!l||(c?(this.notifyOutgoingListeners(a),this.packet(a)):this.sendBuffer.push(a)),this.flags={},this}ut(t,n){var o;let s=(o=this.flags.timeout)!==null&&o!==void 0?o:this.p.ackTimeout;if(s===void 0)return void(this.acks[t]=n);let r=this.io.setTimeoutFn((()=>{delete this.acks[t];for(let l=0;l<this.sendBuffer.length;l++)this.sendBuffer[l].id===t&&this.sendBuffer.splice(l,1);n.call(this,new Error("operation has timed out"))}),s),a=(...l)=>{this.io.clearTimeoutFn(r),n.apply(this,l)};a.withError=!0,this.acks[t]=a}emitWithAck(t,...n){return new Promise(((o,s)=>{let r=(a,l)=>a?s(a):o(l);r.withError=!0,n.push(r),this.emit(t,...n)}))}ct(t){let n;typeof t[t.length-1]=="function"&&(n=t.pop());let o={id:this.nt++,tryCount:0,pending:!1,args:t,flags:Object.assign({fromQueue:!0},this.flags)};t.push(((s,...r)=>(this.et[0],s!==null?o.tryCount>this.p.retries&&(this.et.shift(),n&&n(s)):(this.et.shift(),n&&n(null,...r)),o.pending=!1,this.ft()))),this.et.push(o),this.ft()}ft(t=!1){if(!this.connected||this.et.length===0)return;let n=this.et[0];n.pending&&!t||(n.pending=!0,n.tryCount++,this.flags=n.flags,this.emit.apply(this,n.args))}packet(t){t.nsp=this.nsp,this.io.lt(t)}onopen(){typeof this.auth=="function"?this.auth((t=>{this.dt(t)})):this.dt(this.auth)}dt(t){this.packet({type:_.CONNECT,data:this.yt?Object.assign({pid:this.yt,offset:this.bt},t):t})}onerror(t){this.connected||this.emitReserved("connect_error",t)}onclose(t,n){this.connected=!1,delete this.id,this.emitReserved("disconnect",t,n),this.wt()}wt(){Object.keys(this.acks).forEach((t=>{if(!this.sendBuffer.some((n=>String(n.id)===t))){let n=this.acks[t];delete this.acks[t],n.withError&&n.call(this,new Error("socket has been disconnected"))}}))}onpacket(t){if(t.nsp===this.nsp)switch(t.type){case _.CONNECT:t.data&&t.data.sid?this.onconnect(t.data.sid,t.data.pid):this.emitReserved("connect_error",new Error("It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not compatible (more information here: https://socket.io/docs/v3/migrating-from-2-x-to-3-0/)"));break;case _.EVENT:case _.BINARY_EVENT:this.onevent(t);break;case _.ACK:case _.BINARY_ACK:this.onack(t);break;case _.DISCONNECT:this.ondisconnect();break;case _.CONNECT_ERROR:this.destroy();let n=new Error(t.data.message);n.data=t.data.data,this.emitReserved("connect_error",n)}}onevent(t){let n=t.data||[];t.id!=null&&n.push(this.ack(t.id)),this.connected?this.emitEvent(n):this.receiveBuffer.push(Object.freeze(n))}emitEvent(t){if(this.gt&&this.gt.length){let n=this.gt.slice();for(let o of n)o.apply(this,t)}super.emit.apply(this,t),this.yt&&t.length&&typeof t[t.length-1]=="string"&&(this.bt=t[t.length-1])}ack(t){let n=this,o=!1;return function(...s){o||(o=!0,n.packet({type:_.ACK,id:t,data:s}))}}onack(t){let n=this.acks[t.id];typeof n=="function"&&(delete this.acks[t.id],n.withError&&t.data.unshift(null),n.apply(this,t.data))}onconnect(t,n){this.id=t,this.recovered=n&&this.yt===n,this.yt=n,this.connected=!0,this.emitBuffered(),this.ft(!0),this.emitReserved("connect")}emitBuffered(){this.receiveBuffer.forEach((t=>this.emitEvent(t))),this.receiveBuffer=[],this.sendBuffer.forEach((t=>{this.notifyOutgoingListeners(t),this.packet(t)})),this.sendBuffer=[]}ondisconnect(){this.destroy(),this.onclose("io server disconnect")}destroy(){this.subs&&(this.subs.forEach((t=>t())),this.subs=void 0),this.io.vt(this)}disconnect(){return this.connected&&this.packet({type:_.DISCONNECT}),this.destroy(),this.connected&&this.onclose("io client disconnect"),this}close(){return this.disconnect()}compress(t){return this.flags.compress=t,this}get volatile(){return this.flags.volatile=!0,this}timeout(t){return this.flags.timeout=t,this}onAny(t){return this.gt=this.gt||[],this.gt.push(t),this}prependAny(t){return this.gt=this.gt||[],this.gt.unshift(t),this}offAny(t){if(!this.gt)return this;if(t){let n=this.gt;for(let o=0;o<n.length;o++)if(t===n[o])return n.splice(o,1),this}else this.gt=[];return this}listenersAny(){return this.gt||[]}onAnyOutgoing(t){return this.kt=this.kt||[],this.kt.push(t),this}prependAnyOutgoing(t){return this.kt=this.kt||[],this.kt.unshift(t),this}offAnyOutgoing(t){if(!this.kt)return this;if(t){let n=this.kt;for(let o=0;o<n.length;o++)if(t===n[o])return n.splice(o,1),this}else this.kt=[];return this}listenersAnyOutgoing(){return this.kt||[]}notifyOutgoingListeners(t){if(this.kt&&this.kt.length){let n=this.kt.slice();for(let o of n)o.apply(this,t.data)}}};function Nt(e){e=e||{},this.ms=e.min||100,this.max=e.max||1e4,this.factor=e.factor||2,this.jitter=e.jitter>0&&e.jitter<=1?e.jitter:0,this.attempts=0}Nt.prototype.duration=function(){var e=this.ms*Math.pow(this.factor,this.attempts++);if(this.jitter){var t=Math.random(),n=Math.floor(t*this.jitter*e);e=1&Math.floor(10*t)?e+n:e-n}return 0|Math.min(e,this.max)},Nt.prototype.reset=function(){this.attempts=0},Nt.prototype.setMin=function(e){this.ms=e},Nt.prototype.setMax=function(e){this.max=e},Nt.prototype.setJitter=function(e){this.jitter=e};var Zt=class extends F{constructor(t,n){var o;super(),this.nsps={},this.subs=[],t&&typeof t=="object"&&(n=t,t=void 0),(n=n||{}).path=n.path||"/socket.io",this.opts=n,Le(this,n),this.reconnection(n.reconnection!==!1),this.reconnectionAttempts(n.reconnectionAttempts||1/0),this.reconnectionDelay(n.reconnectionDelay||1e3),this.reconnectionDelayMax(n.reconnectionDelayMax||5e3),this.randomizationFactor((o=n.randomizationFactor)!==null&&o!==void 0?o:.5),this.backoff=new Nt({min:this.reconnectionDelay(),max:this.reconnectionDelayMax(),jitter:this.randomizationFactor()}),this.timeout(n.timeout==null?2e4:n.timeout),this.ht="closed",this.uri=t;let s=n.parser||Mc;this.encoder=new s.Encoder,this.decoder=new s.Decoder,this.rt=n.autoConnect!==!1,this.rt&&this.open()}reconnection(t){return arguments.length?(this.At=!!t,t||(this.skipReconnect=!0),this):this.At}reconnectionAttempts(t){return t===void 0?this.Et:(this.Et=t,this)}reconnectionDelay(t){var n;return t===void 0?this.Ot:(this.Ot=t,(n=this.backoff)===null||n===void 0||n.setMin(t),this)}randomizationFactor(t){var n;return t===void 0?this._t:(this._t=t,(n=this.backoff)===null||n===void 0||n.setJitter(t),this)}reconnectionDelayMax(t){var n;return t===void 0?this.jt:(this.jt=t,(n=this.backoff)===null||n===void 0||n.setMax(t),this)}timeout(t){return arguments.length?(this.Bt=t,this):this.Bt}maybeReconnectOnOpen(){!this.ot&&this.At&&this.backoff.attempts===0&&this.reconnect()}open(t){if(~this.ht.indexOf("open"))return this;this.engine=new Ne(this.uri,this.opts);let n=this.engine,o=this;this.ht="opening",this.skipReconnect=!1;let s=nt(n,"open",(function(){o.onopen(),t&&t()})),r=l=>{this.cleanup(),this.ht="closed",this.emitReserved("error",l),t?t(l):this.maybeReconnectOnOpen()},a=nt(n,"error",r);if(this.Bt!==!1){let l=this.Bt,c=this.setTimeoutFn((()=>{s(),r(new Error("timeout")),n.close()}),l);this.opts.autoUnref&&c.unref(),this.subs.push((()=>{this.clearTimeoutFn(c)}))}return this.subs.push(s),this.subs.push(a),this}connect(t){return this.open(t)}onopen(){this.cleanup(),this.ht="open",this.emitReserved("open");let t=this.engine;this.subs.push(nt(t,"ping",this.onping.bind(this)),nt(t,"data",this.ondata.bind(this)),nt(t,"error",this.onerror.bind(this)),nt(t,"close",this.onclose.bind(this)),nt(this.decoder,"decoded",this.ondecoded.bind(this)))}onping(){this.emitReserved("ping")}ondata(t){try{this.decoder.add(t)}catch(n){this.onclose("parse error",n)}}ondecoded(t){Me((()=>{this.emitReserved("packet",t)}),this.setTimeoutFn)}onerror(t){this.emitReserved("error",t)}socket(t,n){let o=this.nsps[t];return o?this.rt&&!o.active&&o.connect():(o=new qe(this,t,n),this.nsps[t]=o),o}vt(t){let n=Object.keys(this.nsps);for(let o of n)if(this.nsps[o].active)return;this.xt()}lt(t){let n=this.encoder.encode(t);for(let o=0;o<n.length;o++)this.engine.write(n[o],t.options)}cleanup(){this.subs.forEach((t=>t())),this.subs.length=0,this.decoder.destroy()}xt(){this.skipReconnect=!0,this.ot=!1,this.onclose("forced close")}disconnect(){return this.xt()}onclose(t,n){var o;this.cleanup(),(o=this.engine)===null||o===void 0||o.close(),this.backoff.reset(),this.ht="closed",this.emitReserved("close",t,n),this.At&&!this.skipReconnect&&this.reconnect()}reconnect(){if(this.ot||this.skipReconnect)return this;let t=this;if(this.backoff.attempts>=this.Et)this.backoff.reset(),this.emitReserved("reconnect_failed"),this.ot=!1;else{let n=this.backoff.duration();this.ot=!0;let o=this.setTimeoutFn((()=>{t.skipReconnect||(this.emitReserved("reconnect_attempt",t.backoff.attempts),t.skipReconnect||t.open((s=>{s?(t.ot=!1,t.reconnect(),this.emitReserved("reconnect_error",s)):t.onreconnect()})))}),n);this.opts.autoUnref&&o.unref(),this.subs.push((()=>{this.clearTimeoutFn(o)}))}}onreconnect(){let t=this.backoff.attempts;this.ot=!1,this.backoff.reset(),this.emitReserved("reconnect",t)}},Gt={};function Qt(e,t){typeof e=="object"&&(t=e,e=void 0);let n=(function(c,p="",u){let h=c;u=u||typeof location<"u"&&location,c==null&&(c=u.protocol+"//"+u.host),typeof c=="string"&&(c.charAt(0)==="/"&&(c=c.charAt(1)==="/"?u.protocol+c:u.host+c),/^(https?|wss?):\/\//.test(c)||(c=u!==void 0?u.protocol+"//"+c:"https://"+c),h=so(c)),h.port||(/^(http|ws)$/.test(h.protocol)?h.port="80":/^(http|ws)s$/.test(h.protocol)&&(h.port="443")),h.path=h.path||"/";let f=h.host.indexOf(":")!==-1?"["+h.host+"]":h.host;return h.id=h.protocol+"://"+f+":"+h.port+p,h.href=h.protocol+"://"+f+(u&&u.port===h.port?"":":"+h.port),h})(e,(t=t||{}).path||"/socket.io"),o=n.source,s=n.id,r=n.path,a=Gt[s]&&r in Gt[s].nsps,l;return t.forceNew||t["force new connection"]||t.multiplex===!1||a?l=new Zt(o,t):(Gt[s]||(Gt[s]=new Zt(o,t)),l=Gt[s]),n.query&&!t.query&&(t.query=n.queryKey),l.socket(n.path,t)}Object.assign(Qt,{Manager:Zt,Socket:qe,io:Qt,connect:Qt});var Pc=1e4,lr=3e3,Pe=class{#t=Qt("/console",{autoConnect:!1,reconnectionDelayMax:lr});#e=()=>{};open(t){let n=this.#t;this.#e=t.unauthorized,n.on("connect",t.connected),n.on("disconnect",o=>{t.lost(),o==="io server disconnect"&&(t.unauthorized(),this.#n())}),n.on("connect_error",o=>{o.message==="unauthorized"&&t.unauthorized(),n.active||this.#n()}),n.on("event",t.event),n.on("typing",({conversation_id:o})=>t.typing(o)),n.connect()}hear(t,n){return this.#t.on(t,n),()=>{this.#t.off(t,n)}}again(){this.#t.disconnect(),this.#n()}close(){this.#t.off(),this.#t.disconnect()}async ask(t,n){if(!this.#t.connected)throw new D;let o;try{o=await this.#t.timeout(Pc).emitWithAck(t,n)}catch{throw new D}if(o?.error?.code==="unauthorized"&&this.#e(),o?.error)throw new M(o.error);return o}tell(t,n){this.#t.connected&&this.#t.emit(t,n)}#n(){setTimeout(()=>this.#t.connect(),lr)}};var Ie=class{#t=Y("outbox",[]);constructor(){this.#t.value=this.waiting()}waiting(){return this.#t.peek().filter(t=>!t.taken)}of(t,n){let o=new Set(n.map(s=>s.client_id));return this.#t.value.filter(s=>s.conversation_id===t&&!o.has(s.client_id))}add(t){let n={...t,client_id:te(),time:new Date().toISOString(),taken:!1};return this.#t.value=[...this.#t.value,n],n}take(t){this.#t.value=this.#t.value.map(n=>n.client_id===t?{...n,taken:!0}:n)}drop(t){t&&(this.#t.value=this.#t.value.filter(n=>n.client_id!==t))}};function te(){let e=crypto.getRandomValues(new Uint8Array(16));return e[6]=e[6]&15|64,e[8]=e[8]&63|128,[...e].map(n=>n.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/,"$1-$2-$3-$4-")}var Ic=10,Fe=class{#t=b({});constructor(t){this.upload=t}of(t){return this.#t.value[t]??[]}isReady(t){return this.of(t).every(({ref:n})=>n)}add(t,n){let o=Ic-this.of(t).length;return Promise.all([...n].slice(0,o).map(s=>this.#e(t,s)))}remove(t,n){this.#o(t,this.of(t).filter(o=>o.key!==n))}clear(t){this.#o(t,[])}async#e(t,n){let o=te(),s=n.type.startsWith("image/")?URL.createObjectURL(n):null,r={key:o,name:n.name,preview:s,ref:null,error:null};this.#o(t,[...this.of(t),r]);try{this.#n(t,o,{ref:await this.upload(n)})}catch(a){this.#n(t,o,{error:w(a)})}}#n(t,n,o){let s=this.of(t).map(r=>r.key===n?{...r,...o}:r);this.#o(t,s)}#o(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var Dt=["normal","high","urgent"],Be=class{constructor(t,n){this.ask=t,this.tried=n}label({id:t},n){return this.ask("label",{conversation_id:t,labels:n})}prioritise({id:t},n){return this.tried(()=>this.ask("prioritise",{conversation_id:t,priority:n}))}askBot({id:t,epoch:n},o,s){return this.ask("ask_bot",{conversation_id:t,epoch:n,kind:o,question:s})}},cr=e=>Dt[(Dt.indexOf(e)+1)%Dt.length],ur=(e,t)=>(e?.labels??[]).filter(n=>t.includes(n.id)),pr=(e,t)=>e?g("PUT",`labels/${e}`,{name:t}):g("POST","labels",{name:t}),dr=e=>g("DELETE",`labels/${e}`);var Ue=class{#t=b({});constructor(t){this.ask=t}of(t){return this.#t.value[t]??{contact:null,error:null,reading:!1}}async read(t,n=0){let{contact:o}=this.of(t),s=Date.parse(o?.read_at??"1970-01-01");if(!(Date.now()-s<n)){this.#e(t,{contact:o,error:null,reading:!0});try{let{contact:r}=await this.ask("contact",{conversation_id:t});this.#e(t,{contact:r,error:null,reading:!1})}catch(r){let a=r instanceof D?null:w(r);this.#e(t,{contact:o,error:a,reading:!1})}}}#e(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var We=class{#t=Y("drafts",{});get(t,n){return this.#t.value[`${t} ${n}`]??""}set(t,n,o){let{[`${t} ${n}`]:s,...r}=this.#t.peek();this.#t.value=o?{...r,[`${t} ${n}`]:o}:r}giveBack(t,n,o){let s=this.get(t,n);this.set(t,n,s?`${o}
${s}`:o)}};async function hr(e){let t;try{t=await fetch(`/api/console/media?name=${encodeURIComponent(e.name)}`,{method:"POST",headers:{"Content-Type":e.type||"application/octet-stream","X-Requested-With":"warmdesk"},body:e})}catch{throw new D}let n=await t.json();if(!t.ok)throw new M(n.error);return n.attachment.ref}var _t=()=>{let{timeZone:e}=new Intl.DateTimeFormat().resolvedOptions();return!e||e==="Etc/Unknown"?"UTC":e},je=()=>_t().replaceAll("_"," ");var He=class{wanted=b({});hits=b(null);chosen=b(0);topics=b([]);error=b("");#t=b(null);#e=0;constructor(t){this.ask=t}get more(){return this.#t.value!==null}async find(t){if(this.wanted.value=t,Object.keys(t).length)return this.#n(null);this.#e++,this.#o([],null,""),this.hits.value=null}readOn(){return this.#n(this.#t.peek())}async readTopics(){try{this.topics.value=(await this.ask("topics",{})).topics}catch(t){if(!(t instanceof D))throw t}}choose(t){let n=this.hits.peek()?.length??0;this.chosen.value=Math.min(Math.max(this.chosen.peek()+t,0),Math.max(n-1,0))}async#n(t){let n=++this.#e;try{let o={...this.wanted.peek(),timezone:_t(),...t?{before:t}:{}},{hits:s,next:r}=await this.ask("search",o);if(n!==this.#e)return;this.#o(t?[...this.hits.peek()??[],...s]:s,r,""),t||(this.chosen.value=0)}catch(o){n===this.#e&&this.#o([],null,w(o))}}#o(t,n,o){X(()=>{this.hits.value=t,this.#t.value=n,this.error.value=o})}};function ho(e){let n=[...e].map(([o,s])=>[o,String(s).trim()]).filter(([,o])=>o);return Object.fromEntries(n.map(([o,s])=>[o,o==="rating"?Number(s):s]))}function Ve(e){return e==="queued"||e==="offered"}function fo({queue:e,waiting:t}){return e.length>=t}function $r(e){return br(e)?.handoff_id??null}function Ke(e,t){let n=e.queue.filter(o=>o.handoff_id!==t.handoff_id);return Ve(t.state)&&Fc(e,t)?Bc(n,t):n}function gr(e,t){let n=fr(e.queue,t.queue).sort(mo);return{...e,queue:n,clocks:fr(e.clocks,t.clocks)}}function fr(e,t){let n=new Set(e.map(o=>o.handoff_id));return[...e,...t.filter(o=>!n.has(o.handoff_id))]}function Fc(e,t){if(fo(e)||t.offered_to===e.agent.id)return!0;let n=br(e);return!!n&&mo(t,n)<=0}function br({queue:e,agent:t}){return e.findLast(n=>n.offered_to!==t.id)}function Bc(e,t){let[n,o]=[0,e.length];for(;n<o;){let s=n+o>>1;mo(e[s],t)<0?n=s+1:o=s}return e.toSpliced(n,0,t)}function mo(e,t){return Date.parse(e.counts_from)-Date.parse(t.counts_from)||mr(e.counts_from,t.counts_from)||mr(e.handoff_id,t.handoff_id)}var mr=(e,t)=>e<t?-1:e>t?1:0;var Uc=["id","name","presence","at_desk"],Wc=["id","channel","owner","epoch","agent_id","customer_name","level","how","last_seq","last_text","about","mood","unread","updated_at","opened_at","handoff_id","priority","reply_window_until","page","labels","asking"],jc=["id","conversation_id","seq","author","kind","channel","text","time","buttons","image","attachments","custom","client_id","turn_id","state","how"],yr=["id","text","conversation_id","time","seq"],vr=["id","handoff_id","conversation_id","expires_at"],ee=["handoff_id","conversation_id","state","reason","skill","priority","wanted","situation","customer_name","channel","created_at","queued_at","counts_from","offered_to","labels","mood","brought"],Hc=["handoff_id","conversation_id","waits_since","dues"],wr={"handoff.queued":{item:ee,was:null},"handoff.offered":{item:ee,was:null},"handoff.assigned":{item:ee,was:null},"handoff.resolved":{item:ee,was:null},"handoff.abandoned":{item:ee,was:null},"offer.made":{offer:vr,agent_id:null,state:null},"offer.ended":{offer:vr,agent_id:null,state:null},"conversation.changed":{conversation:Wc},"message.added":{conversation_id:null,message:jc},"message.updated":{conversation_id:null,seq:null,state:null,custom:null,text:null,attachments:null},"agent.changed":{agent:Uc},"channel.changed":{channel:null,stopped:null},"labels.changed":{labels:null},"readers.changed":{conversation_id:null,readers:null},"notice.added":{notice:yr},"notice.seen":{notice:yr},"clock.changed":{clock:Hc}};var qt=class extends Error{},_r={"handoff.queued":ne,"handoff.offered":ne,"handoff.assigned":ne,"handoff.resolved":ne,"handoff.abandoned":ne,"offer.made":Kc,"offer.ended":zc,"conversation.changed":Yc,"message.added":$o,"message.updated":$o,"agent.changed":Gc,"channel.changed":Jc,"labels.changed":Qc,"readers.changed":$o,"notice.added":Xc,"notice.seen":Zc,"clock.changed":tu};function kr(e,t){go(t,["cursor","type","data"],"an event");let n=Object.hasOwn(_r,t.type)?_r[t.type]:void 0;if(n===void 0)throw new qt(`unknown event type ${t.type}`);return Vc(t,wr[t.type]),{...eu(n(e,t.data)),cursor:t.cursor}}function Vc(e,t){go(e.data,Object.keys(t),e.type);for(let[n,o]of Object.entries(t))o!==null&&go(e.data[n],o,`${e.type} ${n}`)}function go(e,t,n){for(let o of Object.keys(e))if(!t.includes(o))throw new qt(`unknown field ${o} in ${n}`)}function $o(e){return e}function ne(e,{item:t,was:n}){let o=e.waiting+Number(Ve(t.state))-Number(Ve(n));return{...e,waiting:o,queue:Ke(e,t)}}function Kc(e,{offer:t,agent_id:n}){return n!==e.agent.id?e:{...e,offers:ze(e.offers,t)}}function zc(e,{offer:t}){return{...e,offers:e.offers.filter(n=>n.id!==t.id)}}function Yc(e,{conversation:t}){let o=t.owner==="agent"&&t.agent_id===e.agent.id?ze(e.conversations,t):e.conversations.filter(s=>s.id!==t.id);return{...e,conversations:o}}function Gc(e,{agent:t}){let{at_desk:n,...o}=t,s=t.id===e.agent.id?{...e.agent,...o}:e.agent;return{...e,agent:s,agents:ze(e.agents,t)}}function Jc(e,{channel:t,stopped:n}){let o=e.stopped_channels.filter(s=>s.channel!==t);return{...e,stopped_channels:n?[...o,n]:o}}function Qc(e,{labels:t}){return{...e,labels:t}}function Xc(e,{notice:t}){return{...e,notices:ze(e.notices,t)}}function Zc(e,{notice:t}){return{...e,notices:e.notices.filter(n=>n.id!==t.id)}}function tu(e,{clock:t}){let n=e.clocks.filter(o=>o.handoff_id!==t.handoff_id);return{...e,clocks:[...n,t]}}function eu(e){let t=new Set(e.queue.map(o=>o.handoff_id));for(let{handoff_id:o}of e.conversations)o&&t.add(o);let n=e.clocks.filter(o=>t.has(o.handoff_id));return n.length===e.clocks.length?e:{...e,clocks:n}}function ze(e,t){return e.some(o=>o.id===t.id)?e.map(o=>o.id===t.id?t:o):[...e,t]}var Ye=class{#t=null;#e=null;#n=0;#o=null;constructor(t,n){this.ask=t,this.show=n}async connected(){let t=++this.#n;this.#e=[];let n=await this.#r();if(t!==this.#n)return;let o=this.#e;this.#e=null,n.snapshot&&this.#a(n.snapshot);for(let s of[...n.events,...o])this.#s(s)}receive(t){this.#e?this.#e.push(t):this.#s(t)}async more(){let t=this.#t;if(!t||this.#o||this.#e||fo(t))return null;let[n,o]=[this.#n,this.#o=[]];try{let s=$r(t),r=await this.ask("queue",s?{after:s}:{});if(n!==this.#n||!this.#t)return null;let a=gr(this.#t,r);return this.#t=o.reduce((l,c)=>({...l,queue:Ke(l,c)}),a),this.#t}finally{this.#o=null}}async#r(){if(this.#t){let t=await this.ask("sync",{cursor:this.#t.cursor});if(!t.reset)return{snapshot:null,events:t.events}}return{snapshot:await this.ask("snapshot",{}),events:[]}}#a(t){this.#t=t,this.show(t,null)}#s(t){!this.#t||t.cursor<=this.#t.cursor||(this.#t=kr(this.#t,t),t.data.item&&this.#o?.push(t.data.item),this.show(this.#t,t))}};var Ge=class{constructor(t,n,o){this.ask=t,this.tried=n,this.screen=o}setPresence(t){return this.tried(()=>this.ask("presence",{presence:t}))}accept(t){return this.tried(async()=>{await this.ask("accept",{offer_id:t.id}),this.screen.select(t.conversation_id),this.screen.write("reply")})}decline(t){return this.tried(()=>this.ask("decline",{offer_id:t.id}))}resumeChannel(t){return this.tried(()=>this.ask("resume",{channel:t}))}transfer({id:t,epoch:n},o,s){return this.ask("transfer",{conversation_id:t,epoch:n,...o,note:s})}takeOver({id:t}){return this.tried(async()=>{await this.ask("take_over",{conversation_id:t}),this.screen.write("reply")})}sendAgain({conversation_id:t,seq:n}){return this.tried(()=>this.ask("send_again",{conversation_id:t,seq:n}))}dismiss(t){return this.tried(()=>this.ask("dismiss",{notice_id:t}))}openMention(t){t?.conversation_id&&(this.screen.select(t.conversation_id,t.seq),this.dismiss(t.id))}};async function nu(){try{return(await(await fetch("/health")).json()).bot}catch{return null}}function xr(e,t){setInterval(async()=>{t()&&(e.value=await nu()??e.value)},15e3)}var ou=["floor","reports","blocks","accounts","audit","privacy"];function Cr(e){let[,t,n,o]=e.replace(/^#/,"").split("/"),s=ou.find(r=>r===t);return s?{view:s,id:null,seq:null}:t==="join"&&n?{view:t,id:Sr(n),seq:null}:t!=="c"||!n?{view:"conversation",id:null,seq:null}:{view:"conversation",id:Sr(n),seq:/^[1-9]\d*$/.test(o??"")?Number(o):null}}var W=(e,t)=>`#/c/${encodeURIComponent(e)}${t?`/${t}`:""}`;function Sr(e){try{return decodeURIComponent(e)}catch{return e}}function Er(e,t,n){let o=e.indexOf(t??"");return o<0?(n>0?e[0]:e.at(-1))??null:e[(o+n+e.length)%e.length]}var Je=class{#t=Y("quotes",{});of(t){return this.#t.value[t]??null}set(t,n){let{[t]:o,...s}=this.#t.peek();this.#t.value=n?{...s,[t]:n}:s}},bo=({kind:e,author:t})=>e==="text"&&t.kind!=="system";function Or(e,t){return e.filter(o=>o.author.kind==="customer"&&bo(o)&&o.seq<(t??1/0)).at(-1)?.seq??null}var su=8e3,Qe=class{#t=b(null);typed(t,n){this.#t.value={id:t,kind:n,at:Date.now()}}follow(t){let n=J(()=>t.view.value==="conversation"&&t.watching.value?t.selected.value:null),o=J(()=>{let{id:s,kind:r,at:a}=this.#t.value??{id:"",kind:"reply",at:0};return s===n.value&&t.now.value-a<su&&t.drafts.get(s,r).trim()?r:null});return H(()=>{t.link.value==="live"&&t.connection.tell("look",{conversation_id:n.value,writing:o.value})})}};function Tr(e,t,n,o){let s={reply:"is writing a reply",note:"is writing a note"};return e.filter(({agent_id:r,writing:a})=>r!==t&&(a||r!==n)).map(({agent_id:r,writing:a})=>`${o(r)} ${a?s[a]:"is reading along"}`)}var ru=6e4,Ar=/\{(agent|customer|order)\}/,Xe=class{known=b([]);#t=-1/0;async want(){if(!(performance.now()-this.#t<ru))try{await this.read()}catch(t){if(!(t instanceof D))throw t}}async read(){this.known.value=(await g("GET","replies")).replies,this.#t=performance.now()}async save(t,n){await(t?g("PUT",`replies/${t}`,n):g("POST","replies",n)),await this.read()}async remove(t){await g("DELETE",`replies/${t}`),await this.read()}},Rr=e=>/^\/[^\n]*$/.test(e)?e.slice(1).trim():null;function Nr(e,t){let n=t.toLowerCase().split(/\s+/).filter(Boolean),o=r=>n.every(a=>r.toLowerCase().includes(a));return[...e.filter(({title:r})=>o(r)),...e.filter(r=>!o(r.title)&&o(`${r.title} ${r.text}`))]}var Dr=(e,t)=>e.replaceAll(new RegExp(Ar,"g"),(n,o)=>t[o]||n),qr=e=>Ar.exec(e)?.[0]??null;var iu=1e4,au="Unknown customer",Ze=class{#t=Y("resolving",[]);constructor(t,n){this.ask=t,this.refused=n}get all(){return this.#t.value}has(t){return this.#t.value.some(n=>n.conversation_id===t)}begin(t,n){this.undo(t.conversation_id),this.#t.value=[...this.#t.peek(),{...t,due:n+iu}]}undo(t){this.#t.value=this.#t.peek().filter(n=>n.conversation_id!==t)}async tell(t){for(let n of this.#t.peek().filter(o=>o.due<=t))this.undo(n.conversation_id),await this.#e(n)}async#e(t){let{due:n,name:o,...s}=t;try{await this.ask("resolve",s)}catch(r){if(r instanceof D)this.#t.value=[...this.#t.peek(),t];else if(r instanceof M)r.code!=="not_owner"&&this.refused(`${o??au}: ${r.message}`);else throw r}}};var tn=class{outbox=new Ie;refusals=b({});constructor(t,n,o,s){this.ask=t,this.drafts=n,this.quotes=o,this.unanswered=s}send({id:t,epoch:n},o,s){let r=o==="reply"?this.quotes.of(t):null,a=this.outbox.add({conversation_id:t,epoch:n,kind:o,text:s,quote:r});return X(()=>{this.drafts.set(t,o,""),r&&this.quotes.set(t,null),this.#n(t,"")}),this.#t(a)}async again(){for(let t of this.outbox.waiting())await this.#t(t)}async withFiles({id:t,epoch:n},o,s){let r=s.of(t),a=this.quotes.of(t),l=r.map(({ref:p})=>p),c={conversation_id:t,epoch:n,client_id:r[0].key,text:o,files:l};try{await this.ask("send",{...c,...a?{quote:a}:{}}),X(()=>{s.clear(t),this.drafts.set(t,"reply",""),a&&this.quotes.set(t,null),this.#n(t,"")})}catch(p){this.#n(t,w(p))}}special({id:t,epoch:n},o){return this.ask("send",{conversation_id:t,epoch:n,client_id:te(),...o})}async#t(t){let{client_id:n,conversation_id:o,epoch:s,kind:r,text:a,quote:l}=t,c={conversation_id:o,client_id:n,text:a};try{r==="note"?await this.ask("note",c):await this.ask("send",{...c,epoch:s,...l?{quote:l}:{}}),this.outbox.take(n)}catch(p){if(p instanceof M)this.#e(t,p.message);else if(p instanceof D)this.unanswered();else throw p}}#e({client_id:t,conversation_id:n,kind:o,text:s,quote:r},a){X(()=>{this.outbox.drop(t),this.drafts.giveBack(n,o,s),r&&this.quotes.set(n,r),this.#n(n,a)})}#n(t,n){this.refusals.value={...this.refusals.value,[t]:n}}};var Mr=["queued","sent","delivered","read","failed"];function yo(e,{type:t,data:n}){let o=e.conversation.id;if(t==="conversation.changed"&&n.conversation.id===o)return{...e,conversation:n.conversation};if(n.item)return lu(e,n.item);if(n.conversation_id!==o)return e;if(t==="readers.changed")return{...e,readers:n.readers};let{messages:s}=e;return t==="message.added"?{...e,messages:cu(s,n.message)}:t==="message.updated"?{...e,messages:uu(s,n)}:e}function Lr(e,t){return{...e,messages:[...t,...e.messages]}}function en({messages:e}){return(e[0]?.seq??1)===1}function lu(e,t){return e.handoff?.id!==t.handoff_id?e:{...e,handoff:{...e.handoff,priority:t.priority}}}function cu(e,t){return[...e.filter(o=>o.seq!==t.seq),t].sort((o,s)=>o.seq-s.seq)}function uu(e,{seq:t,state:n,custom:o,text:s,attachments:r}){return e.map(a=>a.seq===t?{...a,state:pu(a.state,n),custom:o??a.custom,text:s??a.text,attachments:r??a.attachments}:a)}function pu(e,t){return t&&(e==="failed"||Mr.indexOf(t)>=Mr.indexOf(e??"queued"))?t:e}var nn=class{#t=b({});#e=new Map;#n=new Set;constructor(t){this.ask=t}of(t){return this.#t.value[t??""]??null}async open(t,n){let o=[];this.#e.set(t,o);try{let s=await this.ask("open",{conversation_id:t,...n?{seq:n}:{}});this.#o(t,o.reduce(yo,s))}finally{this.#e.get(t)===o&&this.#e.delete(t)}}async earlier(t){let n=this.#t.peek()[t];if(!(!n||en(n)||this.#n.has(t))){this.#n.add(t);try{let o=n.messages[0].seq,{messages:s}=await this.ask("earlier",{conversation_id:t,before:o}),r=this.#t.peek()[t];r?.messages[0]?.seq===o&&this.#o(t,Lr(r,s))}finally{this.#n.delete(t)}}}fold(t,n){this.#e.get(t)?.push(n);let o=this.#t.peek()[t];o&&this.#o(t,yo(o,n))}#o(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var du=6e3,hu=3e3,on=class{until=b({});#t=0;constructor(t){this.tell=t}heard(t){this.until.value={...this.until.value,[t]:Date.now()+du}}sent(t){this.until.value={...this.until.value,[t]:0}}typed(t){Date.now()-this.#t<hu||(this.#t=Date.now(),this.tell(t))}};var fu=6e4,sn=class{link=b("connecting");snapshot=b(null);bot=b("up");view=b("conversation");pane=b("lists");selected=b(null);target=b(null);problem=b(null);writing=b("reply");boxWanted=b(!1);dialog=b(null);now=b(Date.now());watching=b(document.visibilityState==="visible");attached=new Fe(hr);drafts=new We;quotes=new Je;reading=new Qe;replies=new Xe;thread=J(()=>this.threads.of(this.selected.value));mine=J(()=>[...this.snapshot.value?.conversations??[]].sort((t,n)=>Date.parse(t.opened_at)-Date.parse(n.opened_at)||(t.id<n.id?-1:1)));canReply=J(()=>{let t=this.thread.value?.conversation,n=this.snapshot.value?.agent;return t?.owner==="agent"&&t.agent_id===n?.id});mentions=J(()=>(this.snapshot.value?.notices??[]).filter(t=>t.seq));unread=J(()=>this.mine.value.filter(t=>t.unread>0).length);constructor(t,n){this.connection=t,this.loggedOut=n;let o=(r,a)=>t.ask(r,a),s=r=>this.#i(r);this.casework=new Be(o,s),this.handling=new Ge(o,s,this),this.contacts=new Ue(o),this.sending=new tn(o,this.drafts,this.quotes,()=>{this.link.value==="live"&&t.again()}),this.finder=new He(o),this.threads=new nn(o),this.resolving=new Ze(o,r=>this.problem.value=r),this.typing=new on(r=>t.tell("typing",{conversation_id:r})),this.follower=new Ye(o,(r,a)=>this.#e(r,a))}start(){setInterval(()=>this.resolving.tell(this.now.value=Date.now()),1e3),xr(this.bot,()=>this.watching.value&&this.link.value==="live"),this.reading.follow(this),document.addEventListener("visibilitychange",()=>{this.watching.value=document.visibilityState==="visible",this.#s()}),this.connection.open({connected:()=>this.#t(),lost:()=>this.link.value=this.link.value==="outdated"?"outdated":"lost",unauthorized:this.loggedOut,event:t=>this.#c(()=>this.follower.receive(t)),typing:t=>this.typing.heard(t)})}select(t,n=null){X(()=>{t!==this.selected.value&&(this.writing.value="reply"),this.view.value="conversation",this.pane.value="main",this.selected.value=t,this.target.value=n}),this.#r(t)}goTo({view:t,id:n,seq:o}){if(t==="join")return;let s=n===this.selected.value&&o===this.target.value;if(t==="conversation"&&n&&!s)return this.select(n,o);this.view.value=t,this.pane.value=t==="conversation"&&!n?"lists":"main"}may(t){return this.snapshot.value?.agent.may.some(n=>n===t)??!1}selectNext(t){let n=Er(this.mine.value.map(o=>o.id),this.selected.value,t);n&&this.select(n)}write(t){this.writing.value=t,this.boxWanted.value=!0}send(t,n,o){return n==="reply"&&this.resolving.undo(t.id),this.sending.send(t,n,o)}moreOfQueue(){return this.#i(async()=>{this.snapshot.value=await this.follower.more()??this.snapshot.value})}earlier(t){return this.#i(()=>this.threads.earlier(t))}typed(t,n){this.reading.typed(t,n),n==="reply"&&this.typing.typed(t)}nameOf(t){return this.snapshot.value?.agents.find(n=>n.id===t)?.name??"a colleague"}async#t(){try{await this.follower.connected(),this.link.value="live",this.problem.value=null,this.selected.value&&this.#r(this.selected.value),await this.sending.again()}catch(t){this.#l(t)||this.connection.again()}}#e(t,n){X(()=>{this.snapshot.value=t,n?this.#n(n):this.bot.value=t.waiting_bot,this.#s()})}#n(t){let n=t.data.conversation_id??t.data.conversation?.id;this.threads.fold(n,t),t.type==="message.added"&&this.#o(n,t.data.message)}#o(t,{author:n,client_id:o}){this.sending.outbox.drop(o),n.kind==="customer"&&(this.typing.sent(t),this.resolving.undo(t))}#r(t){this.#a(t),this.contacts.read(t,fu),this.#s()}async#a(t){this.link.value==="live"&&await this.#i(async()=>{await this.threads.open(t,t===this.selected.peek()?this.target.peek():null),this.#s()})}#s(){let t=this.thread.peek(),n=t?.messages.at(-1)?.seq;if(!n||this.view.peek()!=="conversation"||!this.watching.peek())return;let o=this.mine.peek().find(s=>s.id===t.conversation.id);o?.unread&&this.link.peek()==="live"&&this.connection.tell("read",{conversation_id:o.id,seq:n})}async#i(t){this.problem.value=null;try{await t()}catch(n){this.problem.value=w(n)}}#c(t){try{t()}catch(n){if(!this.#l(n))throw n}}#l(t){return t instanceof qt?(console.error(t),this.link.value="outdated",this.connection.close(),!0):!1}};var oe=Y("single-keys",!0),vo=[{key:"j",words:"Next conversation",run:e=>e.selectNext(1)},{key:"k",words:"Previous conversation",run:e=>e.selectNext(-1)},{key:"a",words:"Accept the first case offered to you",run:gu},{key:"r",words:"Write a reply",run:e=>e.write("reply")},{key:"n",words:"Write an internal note",run:e=>e.write("note")},{key:"q",words:"Quote the customer's last message, again for the one before",run:yu},{key:"l",words:"Labels of the conversation",run:vu},{key:"p",words:"Priority: normal, high, urgent",run:wu},{key:"b",words:"Let the bot ask for something",run:_u},{key:"m",words:"Open the first note that names you",run:e=>e.handling.openMention(e.mentions.value[0])},{key:"e",words:"Resolve the conversation",run:bu},{key:"u",words:"Undo resolving",run:$u},{key:"/",words:"Find a message, a note or a customer",run:Fr},{key:"i",words:"Incidents",run:e=>e.dialog.value="incidents"},{key:"f",words:"Live floor, for supervisors",run:e=>Pr(e,"floor")},{key:"g",words:"Reports, for supervisors",run:e=>Pr(e,"reports")},{key:"?",words:"Show this list",run:e=>e.dialog.value="shortcuts"}];function Ir(e){addEventListener("keydown",t=>{let n=t.altKey?{ArrowDown:1,ArrowUp:-1}[t.key]:void 0,o=vo.find(r=>r.key===t.key),s=(t.ctrlKey||t.metaKey)&&t.key.toLowerCase()==="k";if(!e.dialog.value){if(s)Fr(e);else if(n)e.selectNext(n);else if(o&&mu(t))o.run(e);else return;t.preventDefault()}})}function mu(e){let{target:t}=e,n=t instanceof Element&&t.closest("input:not([type=radio]), textarea"),o=e.ctrlKey||e.metaKey||e.altKey||e.repeat;return oe.value&&!n&&!o}function Pr(e,t){e.may(t)&&(e.view.value=t)}function $u(e){e.resolving.undo(e.resolving.all.at(-1)?.conversation_id)}function Fr(e){e.dialog.value="search"}function gu(e){let t=e.snapshot.value?.offers[0];t&&e.handling.accept(t)}function bu(e){let{id:t}=e.thread.value?.conversation??{};t&&e.canReply.value&&!e.resolving.has(t)&&(e.dialog.value="resolve")}function yu(e){let t=e.thread.value;if(!t||!e.canReply.value)return;let{id:n}=t.conversation;e.quotes.set(n,Or(t.messages,e.quotes.of(n))),e.writing.value="reply"}function vu(e){e.thread.value&&(e.dialog.value="labels")}function wu(e){let t=e.thread.value?.conversation;t?.priority&&e.casework.prioritise(t,cr(t.priority))}function _u(e){let{id:t}=e.thread.value?.conversation??{};t&&e.canReply.value&&!e.resolving.has(t)&&(e.dialog.value="ask-bot")}var Br=()=>g("GET","me/logins"),Ur=e=>g("DELETE",`me/logins/${e}`),Wr=Promise.resolve();function jr(e){let t=g("POST","me/password",{password:e});return Wr=t.catch(()=>null),t}var Hr=()=>Wr,Vr=(e,t)=>g("POST","me/confirm",{password:e,code:t}),Kr=()=>g("POST","me/second_factor",{}),zr=async e=>(await g("PUT","me/second_factor",{code:e})).codes,Yr=()=>g("DELETE","me/second_factor");async function se(e){e.preventDefault();let{href:t}=e.currentTarget;await g("GET","me/confirmed"),location.assign(t)}var ku=[/Android/,/iPhone|iPad/,/Windows/,/Mac OS/,/Linux/],xu=["Android","iPhone or iPad","Windows","Mac","Linux"],Su=[[/Edg\//,"Edge"],[/Firefox\//,"Firefox"],[/Chrome\//,"Chrome"],[/Safari\//,"Safari"]];function wo({device:e}){let t=Su.find(([o])=>o.test(e))?.[1],n=xu[ku.findIndex(o=>o.test(e))];return[t,n].filter(Boolean).join(" on ")||"Unknown browser"}function Mt(){return i`
    <label>
      Code of your app, or a recovery code
      <input name="code" autocomplete="one-time-code" required autofocus spellcheck=${!1} />
    </label>
  `}function C(e){let[t,n]=m(""),[o,s]=m(!1);function r(c){n(c),s(!1)}function a(c){return c.preventDefault(),l(new FormData(c.currentTarget))}async function l(c){s(!0);try{r(await e(c)??"")}catch(p){r(w(p))}}return{error:t,busy:o,submit:a,run:l}}function Gr(){return Rt.value&&i`<${Cu} />`}function Cu(){let e=E(null),[t,n]=m(!1);x(()=>{let a=e.current;return a?.showModal(),()=>a?.close()},[]);let{error:o,busy:s,submit:r}=C(async a=>{try{await Vr(String(a.get("password")),String(a.get("code")??""))}catch(l){throw l instanceof M&&l.code==="code_needed"&&n(!0),l}xe(!0)});return i`
    <dialog ref=${e} aria-label="Is it still you?" onCancel=${()=>xe(!1)}>
      <h2>Is it still you?</h2>
      <form onSubmit=${r}>
        <p class="muted">Exports, roles and what keeps your account safe need your password again.</p>
        <label>
          Your password
          <input name="password" type="password" autocomplete="current-password" required autofocus />
        </label>
        ${t&&i`<${Mt} />`}
        <p class="error" role="alert">${o}</p>
        <p class="dialog-buttons">
          <button type="button" class="quiet" onClick=${()=>xe(!1)}>Cancel</button>
          <button class="primary" disabled=${s}>Go on</button>
        </p>
      </form>
    </dialog>
  `}var Jr=12;function Qr({token:e,done:t}){let[n,o]=m(!1),{error:s,busy:r,submit:a}=C(async l=>{let[c,p]=[String(l.get("password")),String(l.get("again"))];if(c!==p)return"The two do not match.";try{t(await Ls(e,c,String(l.get("code")??"")))}catch(u){throw u instanceof M&&u.code==="code_needed"&&o(!0),u}});return i`
    <main class="login">
      <form class="login-form" onSubmit=${a}>
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Choose your password</h1>
        <p class="muted">At least ${Jr} characters: a few words that only you would put together.</p>
        <label>
          Password
          <input name="password" type="password" autocomplete="new-password" required
            minlength=${Jr} autofocus />
        </label>
        <label>
          Once more
          <input name="again" type="password" autocomplete="new-password" required />
        </label>
        ${n&&i`<${Mt} />`}
        <p class="error" role="alert">${s}</p>
        <button class="primary" disabled=${r}>Save and log in</button>
      </form>
    </main>
  `}function Xr({done:e}){let[t,n]=m(!1),{error:o,busy:s,submit:r}=C(async a=>{let[l,c,p]=["email","password","code"].map(u=>String(a.get(u)??""));try{e(await Ms(l,c,p))}catch(u){throw u instanceof M&&u.code==="code_needed"&&n(!0),u}});return i`
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
        ${t&&i`<${Mt} />`}
        <p class="error" role="alert">${o}</p>
        <button class="primary" disabled=${s}>Log in</button>
      </form>
    </main>
  `}var kt="en-GB";var Eu=new Intl.NumberFormat(kt),Ou=new Intl.DateTimeFormat(kt,{hour:"2-digit",minute:"2-digit"}),Tu=new Intl.DateTimeFormat(kt,{day:"numeric",month:"short"}),Au=new Intl.DateTimeFormat(kt,{dateStyle:"medium"}),Ru=new Intl.DateTimeFormat(kt,{month:"long",year:"numeric"}),Nu=new Intl.DateTimeFormat(kt,{weekday:"long",day:"numeric",month:"long"}),Lt=(e,t)=>rn(Math.max(0,t-Date.parse(e)));function rn(e){if(e<6e4)return`${Math.floor(e/1e3)} s`;if(e<36e5)return`${Math.floor(e/6e4)} min`;if(e>=864e5)return`${Math.floor(e/864e5)} d`;let t=Math.floor(e%36e5/6e4),n=`${Math.floor(e/36e5)} h`;return t?`${n} ${t} min`:n}function Zr(e,t){return Math.max(0,Math.floor((Date.parse(e)-t)/1e3))}var ti=e=>Eu.format(e),K=e=>Ou.format(new Date(e)),L=e=>Au.format(new Date(e)),G=e=>Tu.format(new Date(e)),ei=e=>Ru.format(new Date(e)),ni=e=>Nu.format(new Date(e));function V(e,t){return _o(e,new Date(t).toISOString())?K(e):G(e)}function _o(e,t){return new Date(e).toDateString()===new Date(t).toDateString()}function an(e,t){return new Intl.NumberFormat(kt,{style:"currency",currency:t}).format(e/100)}function S({desk:e,title:t,children:n}){let o=E(null);return x(()=>{let s=o.current;return s?.showModal(),()=>s?.close()},[]),i`
    <dialog ref=${o} aria-label=${t} onClose=${()=>e.dialog.value=null}>
      <h2>${t}</h2>
      ${n}
    </dialog>
  `}function z(e){let[t,n]=m(null),[o,s]=m("");async function r(a){try{s(""),await a(),n(await e())}catch(l){s(w(l))}}return x(()=>{r(async()=>{})},[]),{known:t,error:o,tried:r}}function ln({isOn:e,changed:t}){let[n,o]=m(null),[s,r]=m([]),[a,l]=m(""),c=h=>h().then(()=>l(""),f=>l(w(f))),p=()=>c(async()=>o(await Kr())),u=()=>c(async()=>{await Yr(),t()});return s.length?i`<${qu} codes=${s} done=${t} />`:n?i`<${Du} proposal=${n} done=${r} />`:i`
    <p>
      ${e?"On: logging in asks for a code of your app as well.":"Off: whoever has your password is you. An authenticator app on your telephone changes that."}
    </p>
    <p class="error" role="alert">${a}</p>
    <p>
      ${e?i`<button onClick=${u}>Remove the second factor</button>`:i`<button class="primary" onClick=${p}>Set up a second factor</button>`}
    </p>
  `}function Du({proposal:{picture:e,secret:t},done:n}){let{error:o,busy:s,submit:r}=C(async a=>n(await zr(String(a.get("code")))));return i`
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
  `}function qu({codes:e,done:t}){return i`
    <p role="status">
      <strong>Your second factor is on.</strong> Keep these recovery codes where your telephone is not:
      each lets you in once without it, and they are not shown again.
    </p>
    <ul class="recovery">${e.map(n=>i`<li key=${n}><code>${n}</code></li>`)}</ul>
    <p><button class="primary" onClick=${t}>I have kept them</button></p>
  `}var Mu=12;function oi({desk:e}){return i`
    <${S} desk=${e} title="Your account">
      <${ko} />
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function ko(){let{known:e,error:t,tried:n}=z(Br);return i`
    <div class="own-account">
      <p class="error" role="alert">${t}</p>
      <section aria-label="Logins">
        <h3>Where you are logged in</h3>
        <ul class="own-logins" aria-busy=${e===null}>
          ${e?.logins.map(o=>i`
            <${Lu} key=${o.id} login=${o} end=${()=>n(()=>Ur(o.id))} />
          `)}
        </ul>
      </section>
      <section aria-label="Sounds">
        <h3>Sounds</h3>
        <label class="check">
          <input type="checkbox" checked=${Yt.value}
            onChange=${()=>Yt.value=!Yt.value} />
          A sound when a customer answers in a conversation that you are not looking at
        </label>
      </section>
      <section aria-label="Password">
        <h3>Password</h3>
        <${Pu} changed=${()=>n(async()=>{})} />
      </section>
      <section aria-label="Second factor">
        <h3>Second factor</h3>
        ${e&&i`
          <${ln} key=${e.second_factor} isOn=${e.second_factor}
            changed=${()=>n(async()=>{})} />
        `}
      </section>
    </div>
  `}function Lu({login:e,end:t}){let{here:n,seen_at:o}=e;return i`
    <li>
      <span>
        <strong>${wo(e)}</strong>
        <span class="muted">${n?"this browser":`last used ${V(o,Date.now())}`}</span>
      </span>
      ${!n&&i`
        <button class="quiet" aria-label=${`End: ${wo(e)}`} onClick=${t}>End</button>
      `}
    </li>
  `}function Pu({changed:e}){let[t,n]=m(!1),{error:o,busy:s,submit:r}=C(async a=>{let[l,c]=[String(a.get("password")),String(a.get("again"))];if(l!==c)return"The two do not match.";await jr(l),n(!0),e()});return t?i`<p role="status">Changed. Every other login of yours has ended.</p>`:i`
    <form class="own-password" onSubmit=${r}>
      <label>
        New password
        <input name="password" type="password" autocomplete="new-password" required
          minlength=${Mu} />
      </label>
      <label>
        New password once more
        <input name="again" type="password" autocomplete="new-password" required />
      </label>
      <p class="error" role="alert">${o}</p>
      <button disabled=${s}>Change the password</button>
    </form>
  `}var So={customer_asked:"Asked for a person",low_understanding:"Bot did not understand",frustrated:"Customer is upset",policy:"Needs a person's decision",value_limit:"Above the bot's limit",action_failed:"An action failed",diagnosis_rejected:"Diagnosis rejected",identity_failed:"Identity not proved",bot_unavailable:"Bot was not available",agent_takeover:"Taken over by an agent",proactive_recovery:"Making it right",danger:"Danger or security",language:"Another language"},Iu={site_token:"signed in on the shop's site",order_challenge:"order number and postcode",account_linking:"account linked at the shop",email_link:"came by a link from an e-mail"},Fu={anonymous:"Not identified",claimed:"Says so, not verified",verified:"Verified"},Bu={withdrawn:"No longer wanted",denied:"Misread",person:"With a colleague"},si={nlu_fallback:"Not understood",out_of_scope:"None of our business"},ri="Not delivered",Uu=/^[a-z]+(_[a-z]+)+$/,Wu=/^\d{4}-\d{2}-\d{2}(T.*)?$/,st=e=>So[e]??v(e),ii=e=>Iu[e]??v(e).toLowerCase(),cn=e=>Fu[e]??v(e),ai=e=>Bu[e]??v(e);function li(e){return e==="window_closed"?"Held: the reply window is closed. It goes out when the customer writes.":e==="expired"?"Not sent: it was only true for a while.":e?`${ri} (${e})`:ri}function ci(e,t){if(!e)return"";let n=Math.floor((Date.parse(e)-t)/6e4);if(n<0)return"The reply window is closed";let o=Math.floor(n/60);return`Reply within ${o?`${o} h `:""}${n%60} min`}function v(e){if(Object.hasOwn(si,e))return si[e];let t=e.replaceAll(/[_.]+/g," ").trim();return t.charAt(0).toUpperCase()+t.slice(1)}function xo(e){if(e==null||e==="")return"–";if(typeof e=="boolean")return e?"Yes":"No";if(Array.isArray(e))return e.map(xo).join(", ")||"–";if(typeof e=="object")return Object.entries(e).map(([n,o])=>`${v(n)}: ${xo(o)}`).join("; ");let t=String(e);return Uu.test(t)?v(t):Wu.test(t)&&!Number.isNaN(Date.parse(t))?L(t):t}function ui(e){return Object.entries(e).filter(([,t])=>t!==null&&t!=="").map(([t,n])=>[v(t),xo(n)])}var Co="en-GB",ju=864e5,di=new Intl.NumberFormat(Co),Hu=new Intl.NumberFormat(Co,{style:"percent",maximumFractionDigits:1}),Vu=new Intl.NumberFormat(Co,{minimumFractionDigits:1,maximumFractionDigits:2}),hi=[["7 days",7],["28 days",28],["90 days",90],["365 days",365]];function Eo(e,t){let n=new Date(t),o=Date.UTC(n.getFullYear(),n.getMonth(),n.getDate());return{since:pi(o-(e-1)*ju),until:pi(o)}}var fi=e=>g("GET",`reports?${mi(e)}`),Oo=(e,t)=>`/api/console/reports/${e}.csv?${mi(t)}`,mi=({since:e,until:t})=>new URLSearchParams({since:e,until:t,timezone:_t()});function ht(e,t){return e===null?t==="topic"?"No topic understood":"–":t==="day"?G(`${e}T12:00:00`):t==="reason"?st(String(e)):["topic","skill","cause"].includes(t)?v(String(e)):t==="text"?String(e):Ku(Number(e),t)}function Ku(e,t){return t==="share"?Hu.format(e):t==="score"?Vu.format(e):t==="seconds"?zu(e):di.format(e)}function zu(e){let t=Math.round(e),[n,o,s]=[Math.floor(t/3600),Math.floor(t/60)%60,t%60];return(n?[`${di.format(n)} h`,o&&`${o} min`]:[o&&`${o} min`,(s||!o)&&`${s} s`]).filter(Boolean).join(" ")}function $i({value:e,before:t,better:n,unit:o}){return e===null||t===null||n===null||ht(e,o)===ht(t,o)?"":e>t==(n==="more")?"better":"worse"}var pi=e=>new Date(e).toISOString().slice(0,10);var bi=190,Yu=86400,Gu=[1,2,7,14,28,56].map(e=>e*Yu),Ju=[1,2,5,10,20,30,60,120,300,600,1200,1800,3600,7200,14400,36e3,86400,172800,432e3,1e6,1e7],To=matchMedia("(prefers-color-scheme: dark)"),yi=b(To.matches);To.addEventListener("change",()=>yi.value=To.matches);function vi({days:e,series:t,shown:n}){let o=E(null),s=yi.value;return x(()=>{let r=o.current;if(!r)return;let a=!1,l=()=>{};return import("./uPlot.js").then(({default:c})=>{a||(l=Qu(new c(Zu(r,t,n),Xu(e,t),r),r))}),()=>{a=!0,l()}},[e,t,s]),i`<div class="chart" ref=${o} aria-hidden="true"></div>`}var gi=e=>G(`${new Date(e*1e3).toISOString().slice(0,10)}T12:00:00`);function Qu(e,t){let n=()=>e.setSize({width:t.clientWidth,height:bi}),o=new ResizeObserver(n);return o.observe(t),()=>{o.disconnect(),e.destroy()}}function Xu(e,t){return[e.map(n=>Date.parse(n)/1e3),...t.map(n=>n.values)]}function Zu(e,t,n){let o=getComputedStyle(e),s=l=>o.getPropertyValue(l).trim(),r={stroke:s("--muted"),grid:{stroke:s("--line"),width:1},ticks:{stroke:s("--line"),width:1},font:`12px ${o.fontFamily}`},a=l=>l===null?"–":n(l);return{width:e.clientWidth,height:bi,tzDate:l=>new Date((l+60*new Date(l*1e3).getTimezoneOffset())*1e3),cursor:{drag:{x:!1,y:!1}},scales:{y:{range:(l,c,p)=>[0,Math.max(1,p*1.1)]}},axes:[{...r,incrs:Gu,values:(l,c)=>c.map(gi)},{...r,incrs:Ju,size:64,values:(l,c)=>c.map(a)}],series:[{label:"Day",value:(l,c)=>c===null?"–":gi(c)},...t.map(({title:l,colour:c,dash:p})=>({label:l,stroke:s(c),width:2,dash:p,points:{size:5},value:(u,h)=>a(h)}))]}}var tp=[["bot","The bot"],["people","People"]],ep={bot_days:[{title:"Conversations",columns:["count_contained","count_handed_over"]}],people_days:[{title:"Cases",columns:["count_came","count_resolved","count_abandoned"]},{title:"First answer",columns:["seconds"]}]},np=["--accent","--warm-line","--bad"],op=[void 0,[8,4],[2,3]];function un(){let[e,t]=m(()=>Eo(28,Date.now())),[n,o]=m(null),[s,r]=m("");return x(()=>{let a=!0;return fi(e).then(l=>{a&&(o(l),r(l.without??""))}).catch(l=>a&&r(w(l))),()=>{a=!1}},[e]),i`
    <header class="wide-head">
      <h1>Reports</h1>
      <${sp} days=${e} choose=${t} />
      <a class="button" href=${Oo("figures",e)} onClick=${se}>Figures as CSV</a>
    </header>
    <p class="error wide-part" role="alert">${s}</p>
    <div class="reports" tabindex="0" role="region" aria-label="Figures and tables"
      aria-busy=${n===null}>
      ${n&&i`<${rp} report=${n} />`}
    </div>
  `}function sp({days:e,choose:t}){let n=o=>{o.preventDefault();let s=new FormData(o.currentTarget),[r,a]=[String(s.get("since")),String(s.get("until"))];r&&a&&r<=a&&t({since:r,until:a})};return i`
    <form class="period" aria-label="Period" onSubmit=${n} onChange=${n}>
      ${hi.map(([o,s])=>{let r=Eo(s,Date.now()),a=r.since===e.since&&r.until===e.until;return i`
          <button type="button" class="quiet" aria-pressed=${a} onClick=${()=>t(r)}>
            ${o}
          </button>
        `})}
      <label>From <input name="since" type="date" value=${e.since} required /></label>
      <label>until <input name="until" type="date" value=${e.until} required /></label>
    </form>
  `}function rp({report:e}){let{since:t,until:n,before_since:o,before_until:s,timezone:r}=e;return i`
    <p class="muted">
      ${L(t)} – ${L(n)}, days in ${r.replaceAll("_"," ")}, compared with ${L(o)} –
      ${" "}${L(s)}.
    </p>
    ${tp.map(([a,l])=>i`<${ip} key=${a} report=${e} of=${a} title=${l} />`)}
  `}function ip({report:e,of:t,title:n}){let o=e.figures.filter(r=>r.of===t),s=e.tables.filter(r=>r.of===t);return o.length?i`
    <section class="report-group" aria-label=${n}>
      <h2>${n}</h2>
      <ul class="figures" role="list">
        ${o.map(r=>i`<${ap} key=${r.name} figure=${r} />`)}
      </ul>
      ${s.map(r=>i`
        <${lp} key=${r.name} table=${r} days=${e} />
      `)}
    </section>
  `:null}function ap({figure:e}){let{title:t,definition:n,unit:o,value:s,base:r,before:a}=e,l=$i(e);return i`
    <li class="figure">
      <h3>${t}</h3>
      <p class="figure-value">${ht(s,o)}</p>
      <p class="figure-before">
        ${o!=="count"&&`of ${ht(r,"count")} · `}
        ${a===null?"nothing before":`before ${ht(a,o)}`}
        ${l&&i` <span class=${`trend ${l}`}>${l}</span>`}
      </p>
      <p class="figure-definition">${n}</p>
    </li>
  `}function lp({table:e,days:{since:t,until:n}}){let o=ep[e.name]??[],s=i`<${pp} table=${e} />`;return i`
    <section class="report-table" aria-label=${e.title}>
      <div class="report-table-head">
        <h3>${e.title}</h3>
        <a href=${Oo(e.name,{since:t,until:n})} onClick=${se}>
          CSV<span class="unseen"> of: ${e.title}</span>
        </a>
      </div>
      <p class="muted">${e.definition}</p>
      ${o.map(r=>i`<${cp} key=${r.title} table=${e} chart=${r} />`)}
      ${o.length?i`<details><summary>${e.title} as a table</summary>${s}</details>`:s}
    </section>
  `}function cp({table:e,chart:t}){let[n,o]=pt(()=>up(e,t.columns),[e,t]),s=t.columns[0]==="seconds"?"seconds":"count",r=a=>ht(a,s);return i`
    <figure>
      <figcaption>${t.title}</figcaption>
      <${vi} days=${n} series=${o} shown=${r} />
    </figure>
  `}function up(e,t){let n=t.map((o,s)=>{let r=e.columns.findIndex(a=>a.name===o);return{title:e.columns[r].title,values:e.rows.map(a=>a[r]),colour:np[s],dash:op[s]}});return[e.rows.map(o=>String(o[0])),n]}function pp({table:e}){return e.rows.length?i`
    <table>
      <thead>
        <tr>${e.columns.map(({name:t,title:n})=>i`<th key=${t} scope="col">${n}</th>`)}</tr>
      </thead>
      <tbody>${e.rows.map((t,n)=>i`<${dp} key=${n} table=${e} row=${t} />`)}</tbody>
    </table>
  `:i`<p class="empty">Nothing in this period.</p>`}function dp({table:e,row:t}){let[n,...o]=t.map((s,r)=>ht(s,e.columns[r].kind));return i`
    <tr>
      <th scope="row">${n}</th>
      ${o.map((s,r)=>i`<td key=${r}>${s}</td>`)}
    </tr>
  `}function wi({agent:e,leave:t}){return i`
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
        ${e.may.includes("bot_reports")&&i`<${un} />`}
        <section class="wide-part" aria-label="Your account"><${ko} /></section>
      </main>
    </div>
  `}var Ao=matchMedia("(max-width: 767px)"),pn=b(Ao.matches);Ao.addEventListener("change",()=>pn.value=Ao.matches);var _i=async()=>(await g("GET","accounts")).accounts,ki=async e=>(await g("POST","accounts",e)).link,xi=(e,t)=>g("PUT",`accounts/${e}`,t),Si=async e=>(await g("POST",`accounts/${e}/link`,{})).link,Ci=({id:e,disabled:t})=>g("POST",`accounts/${e}/${t?"enable":"disable"}`,{}),Ei=e=>g("DELETE",`accounts/${e}/second_factor`);function Oi(e){let t=o=>String(e.get(o)??"").trim(),n=t("email");return{...n?{email:n}:{},name:t("name"),role:t("role"),skills:e.getAll("skills").map(String),capacity:Number(t("capacity"))}}var dn=({path:e})=>new URL(e,location.origin).href;var re=async()=>(await g("GET","skills")).skills,Ti=e=>g("POST","skills",{name:e}),Ai=e=>g("DELETE",`skills/${encodeURIComponent(e)}`);function hn(){let{known:e,error:t}=z(re);return i`
    <label>
      Skill, if to nobody in particular
      <select name="to_skill" aria-busy=${e===null}>
        <option value="">No skill chosen</option>
        ${e?.map(n=>i`<option key=${n} dir="auto" value=${n}>${v(n)}</option>`)}
      </select>
    </label>
    ${t&&i`<p class="error" role="alert">${t}</p>`}
  `}function Ri({chosen:e}){let{known:t,error:n}=z(re),o=[...new Set([...t??[],...e])].sort();return i`
    <fieldset class="skill-choices" aria-busy=${t===null}>
      <legend>Skills; none stand for every skill</legend>
      ${o.map(s=>i`
        <label class="check" key=${s}>
          <input type="checkbox" name="skills" value=${s} defaultChecked=${e.includes(s)} />
          <bdi>${v(s)}</bdi>
        </label>
      `)}
      ${t&&!o.length&&i`<p class="empty">The list of skills is empty: add some under Skills.</p>`}
      ${n&&i`<p class="error" role="alert">${n}</p>`}
    </fieldset>
  `}var hp=[["agent","Agent: answers customers"],["supervisor","Supervisor: also takes cases from colleagues"],["trainer","Trainer: no customers' conversations"],["admin","Admin: everything, with accounts and the audit log"]];function Ni({desk:e,account:t,saved:n}){let o=t?.id===e.snapshot.value?.agent.id,[s,r]=m(""),a=({id:u,name:h})=>Ei(u).then(()=>n(h,null),f=>r(w(f))),{error:l,busy:c,submit:p}=C(async u=>{let h=Oi(u);t&&await xi(t.id,h),n(h.name,t?null:await ki(h))});return i`
    <${S} desk=${e} title=${t?`Account of ${Z(t.name)}`:"Invite somebody"}>
      <form onSubmit=${p}>
        <label>Name, as customers see it
          <input name="name" dir="auto" required maxlength="200" defaultValue=${t?.name} />
        </label>
        ${!t&&i`
          <label>E-mail<input name="email" type="email" required maxlength="320" /></label>
        `}
        <label>Role
          <select name="role" defaultValue=${t?.role??"agent"}>
            ${hp.map(([u,h])=>i`
              <option value=${u} selected=${u===(t?.role??"agent")}
                disabled=${o&&u!==t?.role}>${h}</option>
            `)}
          </select>
        </label>
        <${Ri} chosen=${t?.skills??[]} />
        <label>Conversations at once
          <input name="capacity" type="number" min="0" max="50" required
            defaultValue=${t?.capacity??4} />
        </label>
        <p class="error" role="alert">${l||s}</p>
        ${t&&!o&&i`
          <p>
            <button type="button" class="quiet" title="For who has lost both app and recovery codes"
              onClick=${()=>a(t)}>
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
  `}var fn=[["conversations","Read conversations and their messages"],["handoffs","Read cases with their packets"],["links","Make and end links into conversations"],["sign_outs","Sign customers out of all chats"],["insights","Read what lets customers down"],["incidents","Read incidents"],["edit_incidents","Add, change and end incidents"],["dead_letters","Read messages that were given up"],["metrics","Read metrics"]],Di=async()=>(await g("GET","tokens")).tokens,qi=e=>g("POST","tokens",e),Mi=e=>g("DELETE",`tokens/${e}`);function Li(e){let t=fn.map(([n])=>n).filter(n=>e.has(n));return{name:String(e.get("name")??"").trim(),scopes:t}}function Pi({desk:e}){let{known:t,error:n,tried:o}=z(Di),[s,r]=m(null);function a(l){e.dialog.value=null,o(async()=>r(l))}return i`
    <header class="wide-head">
      <h2>Tokens of programs</h2>
      <button onClick=${()=>e.dialog.value="token"}>Make a token</button>
    </header>
    <p class="error wide-part" role="alert">${n}</p>
    ${s&&i`<${$p} made=${s} done=${()=>r(null)} />`}
    <div class="table-frame" tabindex="0" role="region" aria-label="Tokens of programs">
      <table aria-busy=${t===null}>
        <thead>
          <tr>
            <th>Name</th><th>For</th><th>Made</th><th>Used</th>
            <th><span class="unseen">What can be done</span></th>
          </tr>
        </thead>
        <tbody>
          ${t?.map(l=>i`
            <${fp} key=${l.id} desk=${e} token=${l}
              revoke=${()=>o(()=>Mi(l.id))} />
          `)}
        </tbody>
      </table>
      ${t?.length===0&&i`<p class="empty wide-part">No program has one.</p>`}
    </div>
    ${e.dialog.value==="token"&&i`<${mp} desk=${e} done=${a} />`}
  `}function fp({desk:e,token:{name:t,scopes:n,made_by:o,made_at:s,used_at:r},revoke:a}){let[l,c]=m(!1),p=e.now.value;return i`
    <tr>
      <th scope="row" dir="auto">${t}</th>
      <td>${n.map(u=>fn.find(([h])=>h===u)?.[1]??u).join("; ")}</td>
      <td>${V(s,p)} <span class="muted">by <bdi>${o}</bdi></span></td>
      <td>${r?V(r,p):"never"}</td>
      <td class="row-buttons">
        <button class="quiet" aria-label=${`${l?"Revoke for good":"Revoke"}: ${t}`}
          onClick=${l?a:()=>c(!0)}>
          ${l?"Revoke for good":"Revoke"}
        </button>
      </td>
    </tr>
  `}function mp({desk:e,done:t}){let{error:n,busy:o,submit:s}=C(async r=>{let a=Li(r);if(!a.scopes.length)return"Say what the token is for.";t(await qi(a))});return i`
    <${S} desk=${e} title="Make a token">
      <form onSubmit=${s}>
        <label>Name of the program
          <input name="name" dir="auto" required maxlength="60" autocomplete="off" />
        </label>
        <fieldset>
          <legend>What it may do</legend>
          ${fn.map(([r,a])=>i`
            <label class="check"><input type="checkbox" name=${r} /> ${a}</label>
          `)}
        </fieldset>
        <p class="error" role="alert">${n}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${o}>Make it</button>
        </p>
      </form>
    <//>
  `}function $p({made:{token:e,shown:t},done:n}){let[o,s]=m(!1),r=async()=>{await navigator.clipboard.writeText(t),s(!0)};return i`
    <section class="given wide-part" aria-label="New token">
      <p><strong>The token of <bdi>${e.name}</bdi>.</strong> It is shown this once: give it to the program now.</p>
      <p class="given-line">
        <input readonly aria-label="Token" value=${t}
          onFocus=${a=>a.currentTarget.select()} />
        ${navigator.clipboard&&i`
          <button onClick=${r}>${o?"Copied":"Copy"}</button>
        `}
        <button class="quiet" onClick=${n}>Done</button>
      </p>
    </section>
  `}function Ii({desk:e}){let{known:t,error:n,tried:o}=z(_i),[s,r]=m(null),[a,l]=m(null);function c(h){r(h),e.dialog.value="account"}async function p(h,f){e.dialog.value=null,await o(async()=>f&&l({name:h,link:f}))}let u=h=>o(async()=>l({name:h.name,link:await Si(h.id)}));return i`
    <header class="wide-head">
      <h1>Accounts</h1>
      <button class="primary" onClick=${()=>c(null)}>Invite somebody</button>
    </header>
    <p class="error wide-part" role="alert">${n}</p>
    ${a&&i`<${yp} given=${a} done=${()=>l(null)} />`}
    <div class="table-frame" tabindex="0" role="region" aria-label="Accounts">
      <table aria-busy=${t===null}>
        <thead>
          <tr>
            <th>Name</th><th>Role</th><th>Skills</th><th>At once</th><th>State</th>
            <th><span class="unseen">What can be done</span></th>
          </tr>
        </thead>
        <tbody>
          ${t?.map(h=>i`
            <${gp} key=${h.id} desk=${e} account=${h} edit=${c}
              link=${u} toggle=${()=>o(()=>Ci(h))} />
          `)}
        </tbody>
      </table>
    </div>
    ${e.dialog.value==="account"&&i`
      <${Ni} desk=${e} account=${s} saved=${p} />
    `}
    <${Pi} desk=${e} />
  `}function gp({desk:e,account:t,edit:n,link:o,toggle:s}){let{disabled:r,email:a,id:l,invited:c,name:p,role:u,skills:h,capacity:f}=t,d=l===e.snapshot.value?.agent.id;return i`
    <tr class=${r?"off":""}>
      <th scope="row"><bdi>${p}</bdi><span class="muted">${a}</span></th>
      <td>${v(u)}</td>
      <td>${h.join(", ")||"every skill"}</td>
      <td>${f}</td>
      <td><${bp} desk=${e} account=${t} /></td>
      <td class="row-buttons">
        <button class="quiet" aria-label=${`Change: ${p}`} onClick=${()=>n(t)}>
          Change
        </button>
        ${!r&&i`
          <button class="quiet" aria-label=${`New link: ${p}`} onClick=${()=>o(t)}>
            ${c?"Invite again":"Reset password"}
          </button>
        `}
        ${!d&&i`
          <button class="quiet" aria-label=${`${r?"Enable":"Disable"}: ${p}`}
            onClick=${s}>${r?"Enable":"Disable"}</button>
        `}
      </td>
    </tr>
  `}function bp({desk:e,account:{disabled:t,id:n,invited:o,seen_at:s}}){if(t)return i`<span class="tag">Disabled</span>`;if(o)return i`<span class="tag strong">Invited</span>`;let r=e.snapshot.value?.agents.find(a=>a.id===n)?.presence;return r&&r!=="offline"?v(r):i`<span class="muted">last here ${V(s,e.now.value)}</span>`}function yp({given:{name:e,link:t},done:n}){let[o,s]=m(!1),r=dn(t),a=async()=>{await navigator.clipboard.writeText(r),s(!0)};return i`
    <section class="given wide-part" aria-label="Link">
      <p>
        <strong>A link for <bdi>${e}</bdi> alone.</strong> It works once, until ${" "}
        ${new Date(t.expires_at).toLocaleString("en-GB",{dateStyle:"medium",timeStyle:"short"})}:
        whoever opens it chooses the password.
      </p>
      <p class="given-line">
        <input readonly aria-label="Link to choose a password" value=${r}
          onFocus=${l=>l.currentTarget.select()} />
        ${navigator.clipboard&&i`
          <button onClick=${a}>${o?"Copied":"Copy"}</button>
        `}
        <button class="quiet" onClick=${n}>Done</button>
      </p>
    </section>
  `}var vp={"account.change":"Changed an account","account.disable":"Disabled an account","account.enable":"Enabled an account","account.invite":"Invited somebody","account.link":"Made a link to an account","audit.export":"Downloaded the audit log","audit.read":"Read the audit log","block.add":"Blocked somebody","block.lift":"Lifted a block","blocks.read":"Looked at who is blocked","conversations.read":"Listed conversations","file.add":"Added a file","file.read":"Opened a file","handoffs.read":"Listed handoffs","incident.add":"Added an incident","incident.change":"Changed an incident","incident.end":"Ended an incident","label.add":"Added a label","label.change":"Changed a label","skill.add":"Added a skill","skill.remove":"Removed a skill","label.remove":"Removed a label","privacy.erase":"Erased a customer","privacy.export":"Exported a customer's data","privacy.find":"Looked what is kept of a customer","privacy.read":"Opened the privacy page","report.export":"Downloaded a report","report.read":"Read reports","reply.add":"Added a canned reply","reply.change":"Changed a canned reply","reply.remove":"Removed a canned reply",accept:"Accepted a case",ask_bot:"Let the bot ask",contact:"Read the customer's card",decline:"Declined a case",dismiss:"Read a notice",floor:"Looked at the live floor",label:"Changed a conversation's labels",login:"Logged in",logout:"Logged out",note:"Wrote an internal note",open:"Opened a conversation",password:"Chose a password",presence:"Changed presence",prioritise:"Changed a priority",queue:"Read on in the queue",reassign:"Moved a case",resolve:"Resolved a conversation",resume:"Let a channel go on",search:"Searched",send:"Wrote to the customer",send_again:"Sent a message again",snapshot:"Opened the console",sync:"Came back to the console",take_over:"Took a conversation over",transfer:"Passed a case on"},Ro=e=>vp[e]??v(e);function Fi(e,t){let n=Ui(e);return t&&n.set("before",String(t)),g("GET",`audit?${n}`)}var Bi=e=>`/api/console/audit.csv?${Ui(e)}`,Ui=e=>new URLSearchParams([...e,["timezone",_t()]]);function Wi(e){let t=[...e].filter(([,n])=>String(n).trim());return new URLSearchParams(t.map(([n,o])=>[n,String(o).trim()]))}function ji({desk:e}){let[t,n]=m(new URLSearchParams),[o,s]=m(null),[r,a]=m([]),[l,c]=m(null),[p,u]=m("");async function h(f){try{let d=await Fi(t,f);s(f?[...o??[],...d.entries]:d.entries),a(d.acts),c(d.next),u("")}catch(d){u(w(d))}}return x(()=>{h(null)},[t]),i`
    <header class="wide-head">
      <h1>Audit log</h1>
      <a class="button" href=${Bi(t)} onClick=${se}>Download CSV</a>
    </header>
    <${wp} desk=${e} acts=${r} want=${n} />
    <p class="muted wide-part">Days and times in ${je()}, in the CSV, too.</p>
    <p class="error wide-part" role="alert">${p}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Audit log">
      <table aria-busy=${o===null}>
        <thead>
          <tr><th>When</th><th>Who</th><th>What</th><th>Conversation</th><th>About</th></tr>
        </thead>
        <tbody>${o?.map(f=>i`<${_p} key=${f.id} entry=${f} />`)}</tbody>
      </table>
      ${o?.length===0&&i`<p class="empty wide-part">Nothing that fits.</p>`}
      ${l&&i`
        <p class="wide-part"><button onClick=${()=>h(l)}>Older entries</button></p>
      `}
    </div>
  `}function wp({desk:e,acts:t,want:n}){let o=e.snapshot.value?.agents??[],s=r=>{r.preventDefault(),n(Wi(new FormData(r.currentTarget)))};return i`
    <form class="filters wide-part" aria-label="Filter" onSubmit=${s} onChange=${s}>
      <label>Who
        <select name="agent_id">
          <option value="">Everybody</option>
          ${o.map(({id:r,name:a})=>i`<option dir="auto" value=${r}>${a}</option>`)}
        </select>
      </label>
      <label>What
        <select name="act">
          <option value="">Everything</option>
          ${t.map(r=>i`<option value=${r}>${Ro(r)}</option>`)}
        </select>
      </label>
      <label>Conversation<input name="conversation_id" maxlength="40" placeholder="cv_…" /></label>
      <label>From<input name="since" type="date" /></label>
      <label>Until<input name="until" type="date" /></label>
    </form>
  `}function _p({entry:{at:e,name:t,act:n,conversation_id:o,about:s,refused:r}}){return i`
    <tr>
      <td class="time"><time datetime=${e}>${L(e)}, ${K(e)}</time></td>
      <td><bdi>${t}</bdi></td>
      <td>${Ro(n)} ${r&&i`<span class="tag warm" dir="auto" title=${r}>refused</span>`}</td>
      <td>
        ${o&&i`
          <a href=${W(o)}>${o.slice(-8)}</a>
        `}
      </td>
      <td class="about" dir="auto">${s}</td>
    </tr>
  `}var Hi={annoyed:'<path d="M14 10h2" /><path d="M8 10h2" /><path d="M8 16h8" /><circle cx="12" cy="12" r="10" />',"arrow-left":'<path d="m12 19-7-7 7-7" /><path d="M19 12H5" />',award:'<path d="m15.477 12.89 1.515 8.526a.5.5 0 0 1-.81.47l-3.58-2.687a1 1 0 0 0-1.197 0l-3.586 2.686a.5.5 0 0 1-.81-.469l1.514-8.526" /><circle cx="12" cy="8" r="6" />',ban:'<circle cx="12" cy="12" r="10" /><path d="M4.929 4.929 19.07 19.071" />',bot:'<path d="M12 8V4H8" /><rect width="16" height="12" x="4" y="8" rx="2" /><path d="M2 14h2" /><path d="M20 14h2" /><path d="M15 13v2" /><path d="M9 13v2" />',"chart-column":'<path d="M3 3v16a2 2 0 0 0 2 2h16" /><path d="M18 17V9" /><path d="M13 17V5" /><path d="M8 17v-3" />',check:'<path d="M20 6 9 17l-5-5" />',"circle-user-round":'<path d="M17.925 20.056a6 6 0 0 0-11.851.001" /><circle cx="12" cy="11" r="4" /><circle cx="12" cy="12" r="10" />',forward:'<path d="m15 17 5-5-5-5" /><path d="M4 18v-2a4 4 0 0 1 4-4h12" />',frown:'<path d="M15 10V9" /><path d="M9 10V9" /><path d="M9 16a5 5 0 016 0" /><circle cx="12" cy="12" r="10" />',inbox:'<polyline points="22 12 16 12 14 15 10 15 8 12 2 12" /><path d="M5.45 5.11 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.45-6.89A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z" />',keyboard:'<path d="M10 8h.01" /><path d="M12 12h.01" /><path d="M14 8h.01" /><path d="M16 12h.01" /><path d="M18 8h.01" /><path d="M6 8h.01" /><path d="M7 16h10" /><path d="M8 12h.01" /><rect width="20" height="16" x="2" y="4" rx="2" />',"layout-dashboard":'<rect width="7" height="9" x="3" y="3" rx="1" /><rect width="7" height="5" x="14" y="3" rx="1" /><rect width="7" height="9" x="14" y="12" rx="1" /><rect width="7" height="5" x="3" y="16" rx="1" />',"log-out":'<path d="m16 17 5-5-5-5" /><path d="M21 12H9" /><path d="M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4" />',mail:'<path d="m22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7" /><rect x="2" y="4" width="20" height="16" rx="2" />',"message-square-text":'<path d="M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z" /><path d="M7 11h10" /><path d="M7 15h6" /><path d="M7 7h8" />',"panel-right":'<rect width="18" height="18" x="3" y="3" rx="2" /><path d="M15 3v18" />',paperclip:'<path d="m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551" />',"scroll-text":'<path d="M15 12h-5" /><path d="M15 8h-5" /><path d="M19 17V5a2 2 0 0 0-2-2H4" /><path d="M8 21h12a2 2 0 0 0 2-2v-1a1 1 0 0 0-1-1H11a1 1 0 0 0-1 1v1a2 2 0 1 1-4 0V5a2 2 0 1 0-4 0v2a1 1 0 0 0 1 1h3" />',search:'<path d="m21 21-4.34-4.34" /><circle cx="11" cy="11" r="8" />',"send-horizontal":'<path d="M3.714 3.048a.498.498 0 0 0-.683.627l2.843 7.627a2 2 0 0 1 0 1.396l-2.842 7.627a.498.498 0 0 0 .682.627l18-8.5a.5.5 0 0 0 0-.904z" /><path d="M6 12h16" />',shield:'<path d="M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z" />',smile:'<path d="M15 10V9" /><path d="M16.472 15a6 6 0 01-8.943 0" /><path d="M9 10V9" /><circle cx="12" cy="12" r="10" />',"sticky-note":'<path d="M21 9a2.4 2.4 0 0 0-.706-1.706l-3.588-3.588A2.4 2.4 0 0 0 15 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2z" /><path d="M15 3v5a1 1 0 0 0 1 1h5" />',tag:'<path d="M12.586 2.586A2 2 0 0 0 11.172 2H4a2 2 0 0 0-2 2v7.172a2 2 0 0 0 .586 1.414l8.704 8.704a2.426 2.426 0 0 0 3.42 0l6.58-6.58a2.426 2.426 0 0 0 0-3.42z" /><circle cx="7.5" cy="7.5" r=".5" fill="currentColor" />',"text-quote":'<path d="M17 5H3" /><path d="M21 12H8" /><path d="M21 19H8" /><path d="M3 12v7" />',"triangle-alert":'<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3" /><path d="M12 9v4" /><path d="M12 17h.01" />',users:'<path d="M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2" /><path d="M16 3.128a4 4 0 0 1 0 7.744" /><path d="M22 21v-2a4 4 0 0 0-3-3.87" /><circle cx="9" cy="7" r="4" />',x:'<path d="M18 6 6 18" /><path d="m6 6 12 12" />'};function B({name:e}){return i`
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" dangerouslySetInnerHTML=${{__html:Hi[e]}} />
  `}var ie=({desk:e,to:t,words:n,bare:o=!1})=>i`
  <button class=${`tool back ${o?"narrow-only":""}`} aria-label=${`Back to: ${n}`}
    onClick=${()=>e.pane.value=t}>
    <${B} name="arrow-left" />${!o&&i` ${n}`}
  </button>
`;function R(e,t){return e?.channels.find(o=>o.name===t)??{...kp,name:t,label:v(t)}}var kp={marked:!0,linkable:!1,templates_only:!1,templates:[],proofs:{}};function Vi(e,t){if(t===null)return null;let n=e?.channels.find(o=>t in o.proofs);return n?n.proofs[t]:ii(t)}var xp={connecting:"Connecting to the desk …",live:"",lost:"Connection lost. Trying again … Nothing is sent until then; what you write is kept.",outdated:"The desk has been updated and this page is too old for it."},Sp={up:"",starting:"The bot is starting. New customers wait for it.",down:"The bot is down. Customers are offered a person."};function No({desk:e}){let t=e.link.value,n=e.problem.value,o=Sp[e.bot.value];return i`
    <div class="banners">
      <div role="status">
        ${t!=="live"&&i`<p class=${`banner ${t}`}>
          ${xp[t]} ${t==="outdated"&&i`<${Ep} />`}
        </p>`}
        ${t==="live"&&o&&i`<p class="banner">${o}</p>`}
      </div>
      <${Cp} desk=${e} />
      <div role="status">
        ${(e.snapshot.value?.notices??[]).filter(s=>!s.seq).map(({id:s,text:r})=>i`
          <p class="banner" dir="auto" key=${s}>
            ${r} <button class="quiet" onClick=${()=>e.handling.dismiss(s)}>Dismiss</button>
          </p>
        `)}
      </div>
      <div role="alert">
        ${n&&i`<p class="banner problem">
          ${n}
          <button class="quiet" onClick=${()=>e.problem.value=null}>Dismiss</button>
        </p>`}
      </div>
    </div>
  `}function Cp({desk:e}){let{stopped_channels:t=[]}=e.snapshot.value??{};return i`
    <div role="alert">
      ${t.map(({channel:n,code:o})=>i`
        <p class="banner problem" key=${n}>
          <bdi>${R(e.snapshot.value,n).label}</bdi> has stopped (${o}). Nothing is lost: messages wait until it goes on.
          ${e.may("channels")&&i`
            <button class="quiet" onClick=${()=>e.handling.resumeChannel(n)}>
              It is mended: go on
            </button>
          `}
        </p>
      `)}
    </div>
  `}var Ep=()=>i`
  <button class="quiet" onClick=${()=>location.reload()}>Reload the page</button>
`;var Ki=[[24,"A day"],[168,"A week"],[720,"30 days"],[null,"For good"]],mn={address:"This address only",mark:"Where they write from, for strangers there",customer:"This customer, on every channel"};function zi({level:e},t){return e!=="anonymous"&&t?["address","mark","customer"]:["address","mark"]}var Yi=async()=>(await g("GET","blocks")).blocks,Gi=(e,t)=>g("POST",`conversations/${e}/block`,t),$n=e=>g("DELETE",`blocks/${e}`);function Ji(e){let t=Number(e.get("hours"));return{reason:String(e.get("reason")??"").trim(),scope:e.get("scope")??"address",spam:e.has("spam"),hours:t||null}}function Qi({desk:e}){let[t]=m((()=>e.thread.value?.conversation)),[n,o]=m(null),{error:s,busy:r,submit:a}=C(async l=>{t&&o(await Gi(t.id,Ji(l)))});return t?i`
    <${S} desk=${e} title="Block or report spam">
      ${n?i`<${Tp} desk=${e} made=${n} />`:i`<${Op} desk=${e} conversation=${t} error=${s} busy=${r}
            submit=${a} />`}
    <//>
  `:null}function Op({desk:e,conversation:t,error:n,busy:o,submit:s}){return i`
    <form onSubmit=${s}>
      <p class="muted">The conversation ends. What they write from then on reaches nobody; it is
        kept apart for supervisors, who can lift the block.</p>
      <label>Why
        <textarea name="reason" dir="auto" rows="2" required maxlength="300"
          placeholder="Colleagues and the audit log see it, they do not" />
      </label>
      <label>Whom
        <select name="scope">
          ${zi(t,e.may("blocks")).map(r=>i`
            <option value=${r}>${mn[r]}</option>
          `)}
        </select>
      </label>
      <label>For how long
        <select name="hours">
          ${Ki.map(([r,a])=>i`<option value=${r??""}>${a}</option>`)}
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
  `}function Tp({desk:e,made:t}){let[n,o]=m(!1),[s,r]=m("");return i`
    <p role="status">${n?"They may write again, and go on in this conversation.":"The conversation has ended, and what they write now reaches nobody."}</p>
    <p class="error" role="alert">${s}</p>
    <p class="dialog-buttons">
      ${!n&&i`<button class="quiet" type="button" onClick=${()=>$n(t.id).then(()=>o(!0),l=>r(w(l)))}>Undo</button>`}
      <button class="primary" type="button" onClick=${()=>e.dialog.value=null}>Done</button>
    </p>
  `}function Xi({desk:e}){let{known:t,error:n,tried:o}=z(Yi);return i`
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
          ${t?.map(s=>i`
            <${Ap} key=${s.id} desk=${e} block=${s} lift=${()=>o(()=>$n(s.id))} />
          `)}
        </tbody>
      </table>
      ${t?.length===0&&i`<p class="empty wide-part">Nobody is blocked.</p>`}
    </div>
  `}function Ap({desk:e,block:t,lift:n}){let{scope:o,channel:s,spam:r,reason:a,conversation_id:l,customer_name:c,by_name:p,kept:u}=t,h=Dp(t,e.now.value),f=s?R(e.snapshot.value,s).label:null;return i`
    <tr class=${h?"off":""}>
      <th scope="row">
        <a dir="auto" href=${W(l)}>${c??"Unknown customer"}</a>
        <span class="muted" dir="auto">${[mn[o],f].filter(Boolean).join(" · ")}</span>
      </th>
      <td><bdi>${a}</bdi> ${r&&i`<span class="tag">Spam</span>`}</td>
      <td><bdi>${p}</bdi> <span class="muted">${L(t.at)}</span></td>
      <td>${Np(t)}</td>
      <td><${Rp} kept=${u} /></td>
      <td class="row-buttons">
        ${!h&&i`
          <button class="quiet" aria-label=${`Lift: ${c??a}`} onClick=${n}>Lift</button>
        `}
      </td>
    </tr>
  `}function Rp({kept:e}){return e.length?i`
    <details>
      <summary>${e.length===1?"1 message":`${e.length} messages`}</summary>
      <ul class="kept-apart">
        ${e.map(({text:t,at:n})=>i`
          <li><span class="muted">${L(n)}, ${K(n)}</span> <bdi>${t}</bdi></li>
        `)}
      </ul>
    </details>
  `:i`<span class="muted">Nothing</span>`}function Np({until:e,lifted_at:t,lifted_by:n}){return t?i`lifted by <bdi>${n}</bdi>, ${L(t)}`:e?`${L(e)}, ${K(e)}`:"for good"}var Dp=({until:e,lifted_at:t},n)=>!!t||!!e&&Date.parse(e)<=n;function et({desk:e,since:t}){return i`<time datetime=${t} title=${L(t)}>${Lt(t,e.now.value)}</time>`}function Zi({page:{url:e,title:t,cart:n,fields:o}}){let s=Object.entries(o??{});return!e&&!t&&!n&&!s.length?null:i`
    <dl class="facts looking" title="As the customer's browser says it">
      ${(e||t)&&i`<div><dt>Looks at</dt><dd><${qp} url=${e} title=${t} /></dd></div>`}
      ${n&&i`<div><dt>Cart</dt><dd dir="auto">${Mp(n)}</dd></div>`}
      ${s.map(([r,a])=>i`<div><dt dir="auto">${v(r)}</dt><dd dir="auto">${a}</dd></div>`)}
    </dl>
  `}var qp=({url:e,title:t})=>i`
  ${t&&i`<span dir="auto">${t}</span> `}
  ${e&&i`<a href=${e} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">${e}</a>`}
`;function Mp({value:e,currency:t,items:n=[]}){return[e==null?"":t?an(e*100,t):String(e),n.join(", ")].filter(Boolean).join(": ")||"empty"}var Lp=3;function ea({desk:e,thread:t}){let{conversation:n,handoff:o}=t,s=e.contacts.of(n.id),r=s.contact??o?.packet.contact??null,a=s.error??r?.error;return i`
    <section class="part customer" aria-label="Customer">
      <header class="part-head">
        <h2>Customer</h2>
        <${Pp} desk=${e} id=${n.id} contact=${r} />
      </header>
      ${a&&i`<p class="error" role="status">${a}</p>`}
      <${Ip} desk=${e} conversation=${n} contact=${r} />
      <${Zi} page=${n.page} />
      ${r&&i`<${Up} contact=${r} />`}
    </section>
  `}function Pp({desk:e,id:t,contact:n}){let{reading:o}=e.contacts.of(t);return i`
    <span class="freshness">
      ${n?.read_at&&i`read <${et} desk=${e} since=${n.read_at} /> ago`}
      <button class="quiet" disabled=${o||e.link.value!=="live"}
        onClick=${()=>e.contacts.read(t)}>${o?"Reading …":"Refresh"}</button>
    </span>
  `}function Ip({desk:e,conversation:t,contact:n}){let o=n?.customer,s=Vi(e.snapshot.value,t.how);return i`
    <p class="who">
      <strong dir="auto">${o?.name??t.customer_name??"Unknown customer"}</strong>
      ${o&&i`<span class=${`tag tier ${o.tier}`}>${v(o.tier)}</span>`}
    </p>
    <p class="muted">
      <span class=${`level ${t.level}`}>${cn(t.level)}</span>
      ${s&&`: ${s}`}
    </p>
    ${t.level==="verified"&&e.may("answer")&&i`
      <${Bp} desk=${e} key=${t.id} id=${t.id} />
    `}
    ${Fp(e,t)&&i`
      <p>
        <button class="quiet" title="They can no longer write here"
          onClick=${()=>e.dialog.value="block"}>Block or report spam</button>
      </p>
    `}
    ${o&&i`
      <p class="muted">
        <bdi>${[o.email,o.phone].filter(Boolean).join(" · ")}</bdi>
      </p>
      ${o.since&&i`<p class="muted">Customer since ${ei(o.since)}</p>`}
    `}
  `}var Fp=(e,{level:t})=>e.may(t==="verified"?"blocks":"answer");function Bp({desk:e,id:t}){let[n,o]=m(!1),s=()=>g("POST",`conversations/${t}/sign_out`,{}).then(()=>o(!0),r=>e.problem.value=w(r));return n?i`<p class="muted" role="status">Signed out of all chats.</p>`:i`
    <p>
      <button class="quiet" onClick=${s}
        title="On all devices, until the shop signs them in anew">Sign out of all chats</button>
    </p>
  `}function Up({contact:{orders:e,tickets:t,notes:n}}){return i`
    <${Do} title="Orders" items=${e} card=${Wp} />
    <${Do} title="Tickets" items=${t} card=${Vp} />
    <${Do} title="Notes" items=${n?.slice(0,Lp)} card=${Kp} />
  `}function Do({title:e,items:t,card:n}){return t?.length?i`
    <h3>${e}</h3>
    <ul class="cards" aria-label=${e}>
      ${t.map(o=>i`<li class="card"><${n} item=${o} /></li>`)}
    </ul>
  `:null}function Wp({item:e}){let{number:t,status:n,placed_at:o,lines:s,total:r,currency:a}=e;return i`
    <p class="card-line">
      <strong>${t}</strong>
      <span class="tag">${v(n)}</span>
      <span class="end">${o&&`${G(o)} · `}${an(r,a)}</span>
    </p>
    <p dir="auto">${s.map(jp).join(", ")}</p>
    ${e.shipments?.map(l=>i`<${Hp} shipment=${l} />`)}
    ${e.traces?.map(l=>i`
      <p class="done">Trace ${l.reference}${ta("answer by",l.answer_by)}</p>
    `)}
    ${e.replacements?.map(l=>i`
      <p class="done">Replacement ${l.reference}${ta("arrives by",l.arrives_by)}</p>
    `)}
  `}var ta=(e,t)=>t?`: ${e} ${G(t)}`:"",jp=({name:e,quantity:t})=>t>1?`${t} × ${e}`:e;function Hp({shipment:e}){let{carrier:t,status:n,tracking_code:o,expected_on:s,delivered_at:r,last_scan:a}=e,l=s&&`expected ${G(s)}`,c=r?G(r):l;return i`
    <p class="muted" title=${o}>
      ${t} <span class=${`shipment ${n}`}>${v(n).toLowerCase()}</span>${c&&`, ${c}`}
      ${!r&&a&&i`
        <br />Last scan ${G(a.at)} ${K(a.at)},${" "}
        <bdi>${a.place}</bdi>: <bdi>${a.text}</bdi>
      `}
    </p>
  `}function Vp({item:{reference:e,subject:t,status:n,updated_at:o,order_number:s}}){return i`
    <p class="card-line">
      <strong>${e}</strong>
      <span class="tag">${v(n)}</span>
      <span class="end">${G(o)}</span>
    </p>
    <p><bdi>${t}</bdi>${s&&` (order ${s})`}</p>
  `}function Kp({item:{text:e,author:t,at:n}}){return i`
    <p class="muted">${v(t)} · ${L(n)}</p>
    <p dir="auto">${e}</p>
  `}function na({desk:e,past:t}){return t.length?i`
    <section class="part" aria-label="Earlier conversations">
      <h2>Earlier conversations</h2>
      <ul class="cards past">
        ${t.map(n=>i`<${zp} key=${n.conversation_id} desk=${e} past=${n} />`)}
      </ul>
    </section>
  `:null}function zp({desk:e,past:t}){let{conversation_id:n,opened_at:o,wanted:s,situation:r,closing_note:a}=t;return i`
    <li class="card">
      <p class="card-line">
        <a dir="auto" href=${W(n)}>${s??r??"Answered by the bot"}</a>
        <time class="end" datetime=${o}>${G(o)}</time>
      </p>
      <p class="muted">${Yp(e,t)}</p>
      ${a&&i`<p class="muted" dir="auto">“${a}”</p>`}
    </li>
  `}function Yp(e,{channel:t,disposition:n,agent_name:o,rating:s}){let{dispositions:r=[]}=e.snapshot.value??{},a=r.find(p=>p.code===n)?.title,l=s===null?null:`rated ${s} of 5`,{label:c}=R(e.snapshot.value,t);return[c,a,o&&Z(o),l].filter(Boolean).join(" · ")}var xt={upset:"Upset",tense:"Tense",neutral:"Calm",friendly:"Friendly"};function oa({label:e,trend:t}){return t==="falling"&&e!=="friendly"?`${xt[e]}, getting worse`:t==="rising"&&e!=="upset"?`${xt[e]}, getting better`:xt[e]}var Pt=e=>e==="upset"||e==="tense";function gn({by:e,note:t,question:n,answer:o}){return n?{from:`${e} asked: ${n}`,said:o??""}:{from:`Passed on by ${e}`,said:t??""}}function bn({brought:e}){let{from:t,said:n}=gn(e);return i`
    <p class="brought"><strong dir="auto">${t}</strong>${n&&i` <bdi>“${n}”</bdi>`}</p>
  `}var Gp={upset:"frown",tense:"annoyed",neutral:"smile",friendly:"smile"},ft=({label:e,words:t=xt[e]})=>i`
  <span class=${`mood ${e}`}><${B} name=${Gp[e]} /> ${t}</span>
`;function ra({packet:e}){return i`
    <section class="part summary" aria-label="Summary">
      <h2>Summary</h2>
      ${e?i`<${Jp} packet=${e} />`:i`
        <p class="empty">Nothing was handed over: the conversation says it all.</p>
      `}
    </section>
  `}function Jp({packet:{reason:e,summary:t,proposal:n,sentiment:o,brought:s,said_since:r=[]}}){let{wants:a=[],situation:l,asked_and_answered:c=[],tried:p=[],suggested_next_step:u}=t;return i`
    ${s&&i`<${bn} brought=${s} />`}
    <${Qp} wants=${a} />
    <${Xp} lines=${r} />
    <p class="badges">
      <span class="tag strong" dir="auto" title=${e.text}>${st(e.code)}</span>
      <${ft} label=${o.label} words=${oa(o)} />
    </p>
    <p class="situation" dir="auto">${l}</p>
    ${u&&i`
      <p class="next"><strong>Suggested next step</strong><bdi>${u}</bdi></p>
    `}
    ${n&&i`<p class="next"><strong>The bot would</strong><bdi>${n}</bdi></p>`}
    <${sa} title="Tried" pairs=${p.map(h=>[h.action,h.result])} />
    <${sa} title="Asked and answered"
      pairs=${c.map(h=>[h.question,h.answer])} />
    <p class="why"><strong>Why it came to you</strong><bdi>${e.text}</bdi></p>
  `}function Qp({wants:e}){return e.length?i`
    <h3>Customer wants</h3>
    <ul class="wants">
      ${e.map(({words:[t,...n],about:o,state:s})=>i`
        <li class=${`want ${s}`}>
          <p class="want-words" dir="auto">${t?`“${t}”`:o}</p>
          <p class="want-about">
            <span class="tag">${ai(s)}</span>
            ${" "}<bdi>${t&&o}</bdi>
          </p>
          ${n.length>0&&i`
            <p class="want-before">Before: <bdi>${n.map(r=>`“${r}”`).join(", ")}</bdi></p>
          `}
        </li>
      `)}
    </ul>
  `:null}function Xp({lines:e}){return e.length?i`
    <h3>Said while waiting</h3>
    <ul class="since">
      ${e.map(({seq:t,text:n,at:o})=>i`
        <li key=${t}><time datetime=${o}>${K(o)}</time> <bdi>${n}</bdi></li>
      `)}
    </ul>
  `:null}function sa({title:e,pairs:t}){return t.length?i`
    <h3>${e}</h3>
    <dl class="pairs">
      ${t.map(([n,o])=>i`<div><dt dir="auto">${n}</dt><dd dir="auto">${o}</dd></div>`)}
    </dl>
  `:null}function ia({desk:e}){let t=e.thread.value;if(!t)return null;let n=t.handoff?.packet??null;return i`
    <${ra} packet=${n} />
    <${ea} desk=${e} thread=${t} />
    <${na} desk=${e} past=${t.past} />
    <${Zp} facts=${ui(n?.facts??{})} />
  `}function Zp({facts:e}){return i`
    <section class="part" aria-label="Facts">
      <h2>Facts</h2>
      ${e.length?i`<dl class="facts">
            ${e.map(([t,n])=>i`<div><dt>${t}</dt><dd dir="auto">${n}</dd></div>`)}
          </dl>`:i`<p class="empty">None collected.</p>`}
    </section>
  `}function aa({desk:e,conversation:t}){let n=e.snapshot.value?.bot_tasks??[],[o,s]=m(n[0]?.kind??""),{error:r,busy:a,submit:l}=C(async c=>{await e.casework.askBot(t,o,String(c.get("question")??"").trim()),e.dialog.value=null});return i`
    <${S} desk=${e} title="What shall the bot ask for?">
      <form onSubmit=${l}>
        <fieldset class="dispositions">
          <legend class="unseen">What the bot asks for</legend>
          ${n.map(c=>i`
            <${td} key=${c.kind} task=${c} chosen=${c.kind===o}
              choose=${()=>s(c.kind)} />
          `)}
        </fieldset>
        ${o==="own"&&i`
          <label>Question, in words that the customer reads
            <textarea name="question" dir="auto" rows="2" required maxlength="500" />
          </label>
        `}
        <p class="muted">The case leaves your hands. It comes back to you, before all others, with the
          customer's next words, or after four hours without any.</p>
        <p class="error" role="alert">${r}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${a}>Let the bot ask</button>
        </p>
      </form>
    <//>
  `}var td=({task:{kind:e,title:t,question:n},chosen:o,choose:s})=>i`
  <label class="check">
    <input type="radio" name="kind" value=${e} checked=${o} onChange=${s} />
    <span dir="auto">${t}${n&&i`<br /><span class="muted">${n}</span>`}</span>
  </label>
`;function la(e){let t=(e??"").trim().split(/\s+/).filter(Boolean);return(t.length>1?[t[0],t[t.length-1]]:t).map(o=>[...o][0].toLocaleUpperCase()).join("")||"?"}function ca(e){return[...e].reduce((n,o)=>(n*31+(o.codePointAt(0)??0))%997,7)%12*(360/12)}var It=({name:e})=>i`
  <span class="avatar" aria-hidden="true" dir="auto" style=${{"--hue":ca(e??"")}}>${la(e)}</span>
`;function ua({desk:e,conversation:{id:t}}){let[n,o]=m(null),[s,r]=m(""),[a,l]=m(!1),c=u=>r(w(u)),p=()=>g("DELETE",`conversations/${t}/link`).then(()=>l(!0),c);return x(()=>{g("POST",`conversations/${t}/link`,{}).then(o,c)},[t]),i`
    <${S} desk=${e} title="Link for an e-mail">
      <p role="status">
        ${a?"All links into this conversation are over, and pages that one has opened are closed.":n?i`Opens this conversation, and nothing else of the customer, until${" "}
              ${new Date(n.expires_at).toLocaleString("en-GB",{dateStyle:"medium",timeStyle:"short"})}.
              Whoever has the link can read it and write here: send it to the customer alone.`:"Making the link …"}
      </p>
      ${n&&!a&&i`<${ed} address=${dn(n)} />`}
      <p class="error" role="alert">${s}</p>
      <p class="dialog-buttons">
        ${n&&!a&&i`
          <button class="quiet" type="button" onClick=${p}
            title="This one, and those made before">End all links</button>
        `}
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function ed({address:e}){let[t,n]=m(!1),o=async()=>{await navigator.clipboard.writeText(e),n(!0)};return i`
    <p class="given-line">
      <input readonly aria-label="Link for an e-mail" value=${e}
        onFocus=${s=>s.currentTarget.select()} />
      ${navigator.clipboard&&i`
        <button class="primary" type="button" onClick=${o}>${t?"Copied":"Copy"}</button>
      `}
    </p>
  `}function pa({desk:e,conversation:t}){let n=E(null),o=()=>{e.attached.add(t.id,n.current?.files??[]),n.current&&(n.current.value=""),e.boxWanted.value=!0};return i`
    <button class="toggle" aria-label="Attach a file" disabled=${e.link.value!=="live"}
      onClick=${()=>n.current?.click()}><${B} name="paperclip" /><span class="toggle-words"> Attach a file</span></button>
    <input ref=${n} type="file" multiple hidden aria-label="File for the customer"
      onChange=${o} />
  `}function da({desk:e,conversation:{id:t}}){let n=e.attached.of(t),o=s=>{e.attached.remove(t,s),e.boxWanted.value=!0};return n.length>0&&i`
    <ul class="attached" aria-label="Attached files">
      ${n.map(({key:s,name:r,preview:a,ref:l,error:c})=>i`
        <li key=${s}>
          ${a&&i`<img src=${a} alt="" />`}
          <span class="name" dir="auto">${r}</span>
          ${c?i`<span class="bad" role="alert">${c}</span>`:!l&&i`<span class="hint">Uploading …</span>`}
          <button class="quiet" aria-label=${`Remove ${r}`} onClick=${()=>o(s)}>✕</button>
        </li>
      `)}
    </ul>
  `}var ha=(e,{id:t})=>({onDragOver:n=>{n.dataTransfer?.types.includes("Files")&&n.preventDefault()},onDrop:n=>{let o=n.dataTransfer?.files;o?.length&&(n.preventDefault(),e.attached.add(t,o),e.boxWanted.value=!0)}});function fa(e,{id:t},n){let o=n.clipboardData;!o?.files.length||o.types.includes("text/plain")||(n.preventDefault(),e.attached.add(t,o.files))}var nd=6;function ma(e,t,n){let o=Rr(n);return o===null?null:{label:"Canned replies",choices:Nr(e.replies.known.value,o).slice(0,nd).map(r=>({...r,draft:od(e,t,r)})),none:"No canned reply has these words."}}function od(e,t,{text:n}){let o=e.threads.of(t.id)?.handoff?.packet.facts??{};return Dr(n,{agent:e.snapshot.value?.agent.name,customer:t.customer_name,order:o.order_number?String(o.order_number):null})}function $a({offered:{label:e,choices:t,none:n},chosen:o,choose:s}){return i`
    <ul class="canned" id="canned" role="listbox" aria-label=${e}>
      ${t.map((r,a)=>i`
        <li key=${r.id} id=${`canned-${a}`} role="option" aria-selected=${a===o}
          class=${a===o?"chosen":""}
          onMouseDown=${l=>l.preventDefault()}
          onClick=${()=>s(r)}>
          <strong dir="auto">${r.title}</strong> <span class="muted" dir="auto">${r.text}</span>
        </li>
      `)}
    </ul>
    ${!t.length&&i`<p class="hint">${n}</p>`}
  `}var ga=/(^|\s)@([^@\n]{0,40})$/;function ba(e,t){let n=ga.exec(e)?.[2].toLowerCase();if(n===void 0)return null;let o=t.filter(({name:s})=>s.toLowerCase().split(/\s+/).some((r,a,l)=>l.slice(a).join(" ").startsWith(n)));return o.length?o:null}var ya=(e,t)=>e.replace(ga,(n,o)=>`${o}@${t} `);function va(e,t){let n=[...t].sort((s,r)=>r.length-s.length).map(sd);if(!n.length)return[{text:e,name:!1}];let o=new RegExp(`(?<![\\p{L}\\p{N}_@])(@(?:${n.join("|")}))(?![\\p{L}\\p{N}_])`,"giu");return e.split(o).map((s,r)=>({text:s,name:r%2===1})).filter(s=>s.text)}var sd=e=>e.replaceAll(/[.*+?^${}()|[\]\\]/g,"\\$&");var rd=6;function wa(e,t){let{agents:n=[],agent:o}=e.snapshot.value??{},s=n.filter(a=>a.at_desk&&a.id!==o?.id),r=ba(t,s);return r&&{label:"Colleagues",choices:r.slice(0,rd).map(({id:a,name:l,presence:c})=>({id:a,title:l,text:v(c),draft:ya(t,l)})),none:""}}var id={low_understanding:"I am sorry that our assistant did not understand you.",frustrated:"I am sorry for the trouble this has been.",policy:"What you asked for needs a person's decision, and I am looking at it now.",value_limit:"What you asked for needs a person's decision, and I am looking at it now.",action_failed:"I am sorry: what our assistant tried for you did not work. I am seeing to it now.",diagnosis_rejected:"I see that our assistant's guess was not right. I am looking for the cause myself.",bot_unavailable:"I am sorry that our assistant could not answer you.",proactive_recovery:"I am sorry that we let you down. I would like to put that right.",danger:"I have read what you wrote, and I am with you now. Is everybody all right?"};function _a({conversation:e,messages:t,handoff:n},o,s){if(!n?.assigned_at||ld(t,o,n.assigned_at))return null;let r=e.customer_name?.split(" ")[0];return[`Hello${r?` ${r}`:""}, this is ${s}.`,ad(n.packet),id[n.packet.reason.code]].filter(Boolean).join(" ")}function ad({facts:e}){return`I have read everything you wrote${e.order_number?` about order ${e.order_number}`:""}, so you need not repeat any of it.`}function ld(e,t,n){return e.some(({author:o,kind:s,time:r})=>o.id===t&&s!=="note"&&Date.parse(r)>=Date.parse(n))}function ka({desk:e}){let t=e.thread.value,n=e.snapshot.value?.agent;if(!t||!n||!e.canReply.value||e.writing.value!=="reply")return null;let{id:o}=t.conversation,s=_a(t,n.id,n.name);return!s||e.drafts.get(o,"reply")?null:i`
    <p class="opening">
      <span><strong>To begin with</strong> <bdi>${s}</bdi></span>
      <button class="quiet" onClick=${()=>{e.drafts.set(o,"reply",s),e.write("reply")}}>Put in the box</button>
    </p>
  `}var xa={customer:"Customer",bot:"Bot",agent:"Agent",system:""};function Sa({quote:{conversation_id:e,seq:t,author:n,name:o,text:s}}){return i`
    <a class="quote" href=${W(e,t)} title="Go to the quoted message">
      <strong dir="auto">${o||xa[n]}</strong> <bdi>${s}</bdi>
    </a>
  `}function Ca({desk:e,conversation:{id:t}}){let n=e.quotes.of(t),o=e.threads.of(t)?.messages.find(a=>a.seq===n);if(!o||e.writing.value==="note")return null;let{author:s,text:r}=o;return i`
    <p class="quoting">
      <span class="quote"><strong dir="auto">${s.name||xa[s.kind]}</strong> <bdi>${r??"(a file)"}</bdi></span>
      <button class="quiet" onClick=${()=>e.quotes.set(t,null)}>Don't quote</button>
    </p>
  `}function Oa({desk:e,conversation:t}){let{label:n,templates:o}=R(e.snapshot.value,t.channel),[s,r]=m(0),[a,l]=m([]),[c,p]=m(""),u=o[s];if(!u)return i`<${Ea} label=${n}><p class="closed">No templates are set up.</p><//>`;let h=u.parameters.map((d,$)=>a[$]?.trim()??""),f=async()=>{p("Sending …");try{await e.sending.special(t,{template:{name:u.name,parameters:h}}),l([]),p("Sent. The rest goes out when the customer answers.")}catch(d){p(w(d))}};return i`
    <${Ea} label=${n}>
      <select aria-label="Template" value=${s} onChange=${d=>r(Number(d.currentTarget.value))}>
        ${o.map((d,$)=>i`<option dir="auto" value=${$}>${d.name}</option>`)}
      </select>
      ${u.parameters.map((d,$)=>i`
        <input key=${d} dir="auto" aria-label=${d} placeholder=${d} maxlength="300"
          value=${a[$]??""} onInput=${y=>l(u.parameters.map((k,A)=>A===$?y.currentTarget.value:a[A]??""))} />
      `)}
      <p class="preview" dir="auto">${cd(u,h)}</p>
      <div class="composer-line">
        <button class="toggle" onClick=${()=>e.write("note")}>Internal note</button>
        <span class="hint" role="status">${c}</span>
        <button class="primary" onClick=${f}
          disabled=${!h.every(Boolean)||e.link.value!=="live"}>
          Send template
        </button>
      </div>
    <//>
  `}var Ea=({label:e,children:t})=>i`
  <div class="composer templates">
    <p class="hint">The reply window is closed. ${e} now takes templates only.</p>
    ${t}
  </div>
`,cd=({text:e},t)=>e.replaceAll(/\{\{(\d+)\}\}/g,(n,o)=>t[o-1]||n);var Aa=5e3,ud=4500;function Ra({desk:e,conversation:t}){let n=e.writing.value,o=e.drafts.get(t.id,n),s=n==="reply"&&!e.canReply.value,r=s&&!o,a=e.link.value!=="live",l=n==="reply"?qr(o):null,c=n==="reply"&&e.attached.of(t.id).length>0,u=(c?e.attached.isReady(t.id):!!o.trim())&&!s&&!a&&!l,h=()=>{u&&(c?e.sending.withFiles(t,o.trim(),e.attached):e.send(t,n,o.trim()))},f=e.sending.refusals.value[t.id];return n==="reply"&&!s&&dd(e,t)?i`<${Oa} desk=${e} conversation=${t} />`:i`
    <div class=${`composer ${n}`} ...${n==="reply"&&!s&&ha(e,t)}>
      ${f&&i`<p class="error" role="alert">${f}</p>`}
      <${ka} desk=${e} />
      ${r?i`<p class="closed">${Ta(e,t)}</p>`:i`<${Ca} desk=${e} conversation=${t} />
            <${pd} desk=${e} conversation=${t} send=${h} />`}
      ${n==="reply"&&i`<${da} desk=${e} conversation=${t} />`}
      <div class="composer-line">
        <button class="toggle" aria-label="Internal note" aria-pressed=${n==="note"} onClick=${()=>e.write(n==="note"?"reply":"note")}>
          <${B} name="sticky-note" /><span class="toggle-words"> Internal note</span></button>
        ${!r&&!s&&n==="reply"&&i`
          <${pa} desk=${e} conversation=${t} />
        `}
        ${!r&&i`
          <span class="hint">${s?Ta(e,t):hd(o,a,n,l)}</span>
          <button class="primary" disabled=${!u} onClick=${h}>
            <${B} name="send-horizontal" /> Send
          </button>
        `}
      </div>
    </div>
  `}function pd({desk:e,conversation:t,send:n}){let o=e.writing.value,s=E(null),r=e.boxWanted.value;x(()=>{r&&(s.current?.focus(),e.boxWanted.value=!1)});let a=e.drafts.get(t.id,o),l=o==="note"?wa(e,a):ma(e,t,a),c=l?.choices??null,[p,u]=m(0),h=Math.min(p,Math.max((c?.length??0)-1,0));x(()=>{c?o==="reply"&&e.replies.want():u(0)},[!c]);let f=y=>{e.drafts.set(t.id,o,y.draft),s.current?.focus()},d=y=>{let k=c&&{ArrowDown:1,ArrowUp:-1}[y.key];if(k)return y.preventDefault(),u(Math.max(h+k,0));if(c?.[h]&&y.key==="Enter")return y.preventDefault(),f(c[h]);y.key==="Escape"&&s.current?.blur(),!(y.key!=="Enter"||y.shiftKey||y.isComposing)&&(y.preventDefault(),n())},$=y=>{let{value:k}=y.currentTarget;e.drafts.set(t.id,o,k),e.typed(t.id,o)};return i`
    ${l&&i`<${$a} offered=${l} chosen=${h} choose=${f} />`}
    <textarea ref=${s} dir="auto" rows="2" maxlength=${Aa} enterkeyhint="send"
      aria-label=${o==="note"?"Internal note":"Reply"}
      aria-controls=${c?"canned":void 0}
      aria-activedescendant=${c?.length?`canned-${h}`:void 0}
      placeholder=${o==="note"?"Only agents see this, @ names a colleague":"Write to the customer, / for replies"}
      value=${a} onInput=${$} onKeyDown=${d}
      onPaste=${y=>o==="reply"&&fa(e,t,y)} />
  `}function dd(e,{channel:t,reply_window_until:n}){return!!n&&Date.parse(n)<e.now.value&&R(e.snapshot.value,t).templates_only}function Ta(e,{owner:t,agent_id:n,asking:o}){return t==="queue"?"Waiting in the queue. You can reply once you have accepted it.":t==="agent"?`With ${e.nameOf(n)}.`:o?"The bot asks something for a colleague, who gets the case back with the answer.":t==="bot"?"The bot answers here.":"Resolved. The next message of the customer goes to the bot."}function hd(e,t,n,o){return t?"Not connected. Your text is kept.":o?`Write something in place of ${o}`:e.length>ud?`${Aa-e.length} characters left`:n==="note"?"The customer never sees this":"Enter sends · Shift+Enter new line"}function Na({desk:e,conversation:t}){let n=e.snapshot.value?.labels??[],{error:o,busy:s,submit:r}=C(async a=>{await e.casework.label(t,a.getAll("label").map(String)),e.dialog.value=null});return i`
    <${S} desk=${e} title="Labels">
      <form onSubmit=${r}>
        <fieldset class="dispositions label-choices">
          <legend class="unseen">Labels of this conversation</legend>
          ${n.map(({id:a,name:l})=>i`
            <label class="check" key=${a}>
              <input type="checkbox" name="label" value=${a}
                defaultChecked=${t.labels.includes(a)} /><bdi>${l}</bdi>
            </label>
          `)}
        </fieldset>
        ${!n.length&&i`<p class="empty">There are none yet. Supervisors keep the list.</p>`}
        <p class="error" role="alert">${o}</p>
        <p class="dialog-buttons">
          ${e.may("labels")&&i`
            <button type="button" onClick=${()=>e.dialog.value="label-list"}>Edit the list</button>
          `}
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${s||!n.length}>Save</button>
        </p>
      </form>
    <//>
  `}function Da({attachment:e}){let{kind:t,ref:n,name:o,latitude:s,longitude:r}=e;if(t==="location"&&typeof s=="number"&&typeof r=="number")return i`<${fd} name=${o} latitude=${s} longitude=${r} />`;let a=o??t;if(!n)return i`<p class="tag" dir="auto">${a}</p>`;let l=`/api/console/media/${n}`;return t==="image"?i`
      <a href=${l} target="_blank" rel="noopener">
        <img class="picture" src=${l} alt=${a} loading="lazy" />
      </a>
    `:t==="audio"?i`<audio class="sound" controls preload="none" src=${l} aria-label=${a}></audio>`:t==="video"?i`<video class="picture" controls preload="none" src=${l} aria-label=${a}></video>`:i`<p><a class="file" dir="auto" href=${l} download=${a}>${a}</a></p>`}function fd({name:e,latitude:t,longitude:n}){let o=`${t.toFixed(5)}, ${n.toFixed(5)}`,s=`https://www.openstreetmap.org/?mlat=${t}&mlon=${n}#map=16/${t}/${n}`;return i`
    <p>
      <span dir="auto">${e??"Location"}</span>
      ${" "}(<a href=${s} target="_blank" rel="noopener noreferrer">${o}</a>)
    </p>
  `}var md=/https?:\/\/[^\s<>"']+/g,$d=/[.,;:!?)\]]+$/;function qa(e){let t=[],n=0;for(let o of e.matchAll(md)){let s=o[0].replace($d,"");o.index>n&&t.push({text:e.slice(n,o.index)}),t.push({text:s,href:s}),n=o.index+s.length}return n<e.length&&t.push({text:e.slice(n)}),t}function Ft({text:e}){return qa(e).map(t=>t.href?i`<a dir="ltr" href=${t.href} target="_blank" rel="noopener noreferrer">${t.text}</a>`:t.text)}var Ma=({text:e,names:t})=>va(e,t).map(n=>n.name?i`<span class="named" dir="auto">${n.text}</span>`:i`<${Ft} text=${n.text} />`);var gd="M2 8.5l3 3 6-7",La="M14 8a6 6 0 1 1-12 0 6 6 0 0 1 12 0z",Pa="M2 8.5l3 3 6-7 M8 11l.5.5 6-7",bd={queued:{path:`M8 4.5v4l2.5 1.5 ${La}`,word:"Waiting to be sent"},sent:{path:gd,word:"Sent"},delivered:{path:Pa,word:"Delivered"},read:{path:Pa,word:"Read"},failed:{path:`M8 4.5v4.5 M8 11.5v.2 ${La}`,word:"Not delivered"}};function Ia({state:e}){let{path:t,word:n}=bd[e];return i`
    <span class=${`ticks ${e}`} title=${n}>
      <svg viewBox="0 0 16 16" width="14" height="14" role="img" aria-label=${n}>
        <path d=${t} fill="none" stroke="currentColor" stroke-width="1.6"
          stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      ${e==="failed"&&n}
    </span>
  `}var yn="email_link",yd={customer:"Customer",bot:"Bot",agent:"Agent",system:""};function Fa({message:e,follows:t,own:n,moved:o,target:s,again:r,quote:a,names:l}){let{author:c,kind:p,seq:u,text:h,time:f,state:d,custom:$}=e;if(c.kind==="system"&&p==="text"&&d!=="failed")return i`<${wd} message=${e} target=${s} />`;let k=p==="note"?"note":c.kind;return i`
    <article data-seq=${u}
      class=${`message ${k} ${t?"follows":""} ${s?"target":""}`}>
      ${t?i`<${qo} message=${e} />`:i`<${vd} message=${e} own=${n} moved=${o} />`}
      <div class="bubble" title=${`${L(f)}, ${K(f)}`}>
        ${$?.quote&&i`<${Sa} quote=${$.quote} />`}
        ${p==="rating"&&i`<${xd} ...${e.custom} />`}
        ${p==="note"&&h&&i`<p class="text" dir="auto"><${Ma} text=${h} names=${l} /></p>`}
        ${p!=="rating"&&p!=="note"&&h&&i`<p class="text" dir="auto"><${Ft} text=${h} /></p>`}
        <${_d} message=${e} />
        ${d&&i`<${Ia} state=${d} />`}
        ${d==="failed"&&r&&i`
          <button class="quiet" onClick=${r}>Send again</button>
        `}
        ${$&&i`<${kd} custom=${$} />`}
        ${a&&i`
          <button class="quiet do-quote" aria-label=${`Quote: ${h??"a file"}`} onClick=${a}><${B} name="text-quote" /> Quote</button>
        `}
      </div>
    </article>
  `}function Ba({entry:e,held:t}){return i`
    <article class=${`message pending ${e.kind==="note"?"note":"agent"}`}>
      <header class="head">${t?"Waiting for the connection":"Sending …"}</header>
      <div class="bubble"><p class="text" dir="auto"><${Ft} text=${e.text} /></p></div>
    </article>
  `}function vd({message:e,own:t,moved:n}){let{author:o,kind:s}=e,r=t?"You":o.name||yd[o.kind];return i`
    <header class="head">
      <strong dir="auto">${r}</strong>
      ${o.kind==="bot"&&i`<span class="tag">Bot</span>`}
      ${s==="note"&&i`<span class="tag">Internal note</span>`}
      ${n&&i`<span class="tag strong">${n}</span>`}
      ${o.kind==="customer"&&e.how===yn&&i`
        <span class="tag strong" title="Whoever holds the link may have written it">By an e-mail link</span>
      `}
      <${qo} message=${e} />
    </header>
  `}function wd({message:e,target:t}){return i`
    <p data-seq=${e.seq} class=${`happening ${t?"target":""}`}>
      Customer was told: <bdi>“${e.text}”</bdi> <${qo} message=${e} />
    </p>
  `}function qo({message:{conversation_id:e,seq:t,time:n}}){return i`
    <a class="at" href=${W(e,t)} title="Link to this message">
      <time datetime=${n}>${K(n)}</time>
    </a>
  `}function _d({message:{buttons:e=[],image:t,attachments:n=[]}}){return i`
    ${t&&i`<img class="picture" src=${t} alt="Picture" loading="lazy" />`}
    ${n.map(o=>i`<${Da} attachment=${o} />`)}
    ${e.length>0&&i`
      <ul class="choices" aria-label="Choices that were shown">
        ${e.map(o=>i`<li dir="auto">${o.title}</li>`)}
      </ul>
    `}
  `}function kd({custom:{reaction:e,edited:t,revoked:n,undelivered:o,elsewhere:s}}){return i`
    ${e&&i`<span class="reaction" title="Reaction">${e}</span>`}
    ${t&&i`<span class="tag">Edited</span>`}
    ${n&&i`<span class="tag">Deleted</span>`}
    ${s&&i`<span class="tag">Not through the desk</span>`}
    ${o&&i`<p class="undelivered">${li(o)}</p>`}
  `}function xd({score:e,comment:t}){return i`
    <p class="stars" role="img" aria-label=${`Rated ${e} of 5`}>
      ${"★".repeat(e)}${"☆".repeat(5-e)}
    </p>
    ${t&&i`<p class="text" dir="auto"><${Ft} text=${t} /></p>`}
  `}var Sd=60,Cd=600,Mo=100,Ed=20,Od=300*1e3;function Ua({desk:e,thread:t}){let{id:n}=t.conversation,o=e.sending.outbox.of(n,t.messages),s=t.messages.length+o.length,r=e.target.value,a=t.messages.some($=>$.seq===r)?r:null,{shown:l,widen:c}=Rd(e,t,a),{box:p,atEnd:u,onScroll:h,onGrowth:f,toEnd:d}=qd(n,s,o.length,a);return Dd(p,u,l[0]?.seq),i`
    <div class="log-frame">
      <div class="log" role="log" aria-label="Conversation" tabindex="0"
        ref=${p} onLoadCapture=${f} onScroll=${()=>{h(),c(p.current)}}>
        ${l.map(($,y)=>i`
          <${Td} key=${$.seq} desk=${e} message=${$}
            before=${l[y-1]} target=${$.seq===a} />
        `)}
        ${o.map($=>i`
          <${Ba} key=${$.client_id} entry=${$} held=${e.link.value!=="live"} />
        `)}
      </div>
      ${!u&&i`<button class="to-end" onClick=${d}>Latest message ↓</button>`}
    </div>
  `}function Td({desk:e,message:t,before:n,target:o}){let s=!n||!_o(n.time,t.time),r=!!t.author.id&&t.author.id===e.snapshot.peek()?.agent.id,a=!s&&Ad(n,t),l=e.snapshot.value?.agents.map(u=>u.name)??[],{label:c}=R(e.snapshot.value,t.channel),p=()=>{e.quotes.set(t.conversation_id,t.seq),e.write("reply")};return i`
    ${s&&i`<p class="day">${ni(t.time)}</p>`}
    <${Fa} message=${t} own=${r} follows=${a} target=${o}
      moved=${n&&n.channel!==t.channel?c:null}
      names=${l} quote=${e.canReply.value&&bo(t)?p:null}
      again=${e.canReply.value?()=>e.handling.sendAgain(t):null} />
  `}function Ad(e,t){return e.author.kind===t.author.kind&&e.author.id===t.author.id&&e.kind===t.kind&&e.channel===t.channel&&e.how===yn==(t.how===yn)&&Date.parse(t.time)-Date.parse(e.time)<Od}function Rd(e,t,n){let{messages:o,conversation:{id:s}}=t,[r,a]=m({id:s,seq:1/0}),l=r.id===s?r.seq:1/0,c=Math.min(l,Nd(o,n)),p=o.filter(h=>h.seq>=c);return{shown:p,widen:h=>{let{scrollTop:f=0}=h??{},d=Lo(h),$=f<Cd;!d&&$&&p[0]===o[0]&&!en(t)&&e.earlier(s);let y=d?1/0:Math.max($?c-Mo:c,o[0].seq-Mo);y!==l&&a({id:s,seq:y})}}}function Nd(e,t){let n=e.at(-Mo)?.seq??0;return t?Math.min(n,t-Ed):n}function Dd(e,t,n){let o=E(0),s=E(n);vt(()=>{let r=e.current;if(!r)return;s.current!==n&&!t&&r.scrollTop===0&&(r.scrollTop=r.scrollHeight-o.current),s.current=n,o.current=r.scrollHeight-r.scrollTop})}function Lo(e){let{scrollTop:t=0,scrollHeight:n=0,clientHeight:o=0}=e??{};return n-t-o<Sd}function qd(e,t,n,o){let s=E(null),[r,a]=m(!0),l=E(!0),c=E(0);l.current=r;let p=()=>s.current?.scrollTo({top:s.current.scrollHeight});return vt(()=>{let f=o&&s.current?.querySelector(`[data-seq="${o}"]`);if(a(!f),l.current=!f,!f)return p();f.scrollIntoView({block:"center"}),l.current=Lo(s.current),a(l.current)},[e,o]),vt(()=>{l.current&&p()},[t]),vt(()=>{n>0&&p()},[n]),x(()=>{let f=new ResizeObserver(()=>l.current&&p());return s.current&&f.observe(s.current),()=>f.disconnect()},[]),{box:s,atEnd:r,onScroll:()=>{let{scrollHeight:f=0}=s.current??{},d=f>c.current;if(c.current=f,d&&l.current)return p();a(Lo(s.current))},onGrowth:()=>l.current&&p(),toEnd:p}}function St({desk:e,ids:t}){return ur(e.snapshot.value,t).map(n=>i`
    <span class="label" dir="auto" key=${n.id} title=${n.name}>${n.name}</span>
  `)}function Wa({desk:e,conversation:t}){let n=e.link.value!=="live";return i`
    <p class="marks">
      <${Md} desk=${e} conversation=${t} />
      <${St} desk=${e} ids=${t.labels} />
      <button class="quiet" disabled=${n} title="Labels of the conversation (l)"
        aria-label="Labels of the conversation"
        onClick=${()=>e.dialog.value="labels"}>Labels</button>
    </p>
  `}function Md({desk:e,conversation:t}){let{priority:n}=t;if(!n)return null;let o=n==="low"?["low",...Dt]:Dt;return i`
    <select class=${`priority-choice ${n}`} aria-label="Priority" title="Priority (p)"
      value=${n} disabled=${e.link.value!=="live"}
      onChange=${s=>e.casework.prioritise(t,s.currentTarget.value)}>
      ${o.map(s=>i`
        <option value=${s} selected=${s===n} disabled=${s==="low"}>
          ${v(s)}${s==="normal"?" priority":""}
        </option>
      `)}
    </select>
  `}function ja({desk:e,thread:{conversation:t,readers:n}}){let o=e.snapshot.value?.agent.id,s=Tr(n,o,t.agent_id,a=>Z(e.nameOf(a))),r=t.owner==="agent"&&t.agent_id!==o;return i`
    <p class="readers" role="status">
      ${r&&i`<span>You are reading along. Your internal notes reach
        ${" "}<bdi>${e.nameOf(t.agent_id)}</bdi> at once.</span>`}
      ${s.map(a=>i`<span dir="auto" key=${a}>${a}</span>`)}
    </p>
  `}function Ha({desk:e,conversation:t}){function n(s){s.preventDefault();let r=new FormData(s.currentTarget),{id:a,epoch:l,customer_name:c}=t,p={disposition:String(r.get("disposition")),root_cause:String(r.get("root_cause"))||null,note:String(r.get("note")).trim()};e.resolving.begin({conversation_id:a,epoch:l,name:c,...p},Date.now()),e.dialog.value=null}let o=e.threads.of(t.id)?.handoff?.packet.facts?.root_cause;return i`
    <${S} desk=${e} title="How did it end?">
      <form onSubmit=${n}>
        <fieldset class="dispositions">
          <legend class="unseen">Disposition</legend>
          ${e.snapshot.value?.dispositions.map(({code:s,title:r})=>i`
            <label class="check">
              <input type="radio" name="disposition" value=${s} required />${r}
            </label>
          `)}
        </fieldset>
        <label>
          Root cause, for the reports
          <select name="root_cause">
            <option value="" selected=${!o}>Not our fault, or not known</option>
            ${e.snapshot.value?.root_causes.map(s=>i`
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
  `}function Va({desk:e,conversation:t}){let{agent:n,agents:o=[]}=e.snapshot.value??{},s=o.filter(c=>c.presence==="available"&&c.id!==n?.id),{error:r,busy:a,submit:l}=C(async c=>{let[p,u,h]=["to_agent","to_skill","note"].map(f=>String(c.get(f)??"").trim());await e.handling.transfer(t,p?{to_agent:p}:{to_skill:u},h),e.dialog.value=null});return i`
    <${S} desk=${e} title="Pass on to whom?">
      <form onSubmit=${l}>
        <label>
          Colleague
          <select name="to_agent">
            <option value="">Whoever has the skill</option>
            ${s.map(({id:c,name:p})=>i`<option dir="auto" value=${c}>${p}</option>`)}
          </select>
        </label>
        <${hn} />
        <label>
          Note
          <textarea name="note" dir="auto" rows="3" placeholder="Only agents see this" />
        </label>
        <p class="error" role="alert">${r}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${a}>Pass on</button>
        </p>
      </form>
    <//>
  `}var Ld="ag_elsewhere";function Ka({desk:e}){let t=e.thread.value;if(!t)return i`<${Ud} desk=${e} />`;let{conversation:n}=t;return i`
    <div>
      <${Pd} desk=${e} conversation=${n} />
      <${ja} desk=${e} thread=${t} />
    </div>
    <${Ua} desk=${e} thread=${t} />
    <${Bd} desk=${e} conversation=${n} />
    <${Ra} key=${n.id} desk=${e} conversation=${n} />
    ${e.dialog.value==="resolve"&&i`
      <${Ha} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="labels"&&i`
      <${Na} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="ask-bot"&&i`
      <${aa} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="transfer"&&i`
      <${Va} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="link"&&i`
      <${ua} desk=${e} conversation=${n} />
    `}
  `}function Pd({desk:e,conversation:t}){let{label:n,linkable:o}=R(e.snapshot.value,t.channel);return i`
    <header class="conversation-head">
      <${ie} desk=${e} to="lists" words="Your work" bare />
      <${It} name=${t.customer_name} />
      <div class="head-who">
        <h1 dir="auto">${t.customer_name??"Unknown customer"}</h1>
        <p>
          <span class=${`level ${t.level}`}>${cn(t.level)}</span>
          ${" · "}${n} · began${" "}
          <${et} desk=${e} since=${t.opened_at} /> ago
          <${Id} desk=${e} until=${t.reply_window_until} />
        </p>
        <${Wa} desk=${e} conversation=${t} />
      </div>
      ${e.canReply.value?!e.resolving.has(t.id)&&i`
            <div class="head-buttons">
              <${Po} icon="bot" name="Let the bot ask" title="Let the bot ask for something (b)"
                press=${()=>e.dialog.value="ask-bot"} />
              ${o&&i`
                <${Po} icon="mail" name="E-mail link" title="Send them the conversation by e-mail"
                  press=${()=>e.dialog.value="link"} />
              `}
              <${Po} icon="forward" name="Pass on" title="To a colleague or a skill"
                press=${()=>e.dialog.value="transfer"} />
              <button class="resolve" title="Resolve (e)" onClick=${()=>e.dialog.value="resolve"}>
                <${B} name="check" /> Resolve
              </button>
            </div>
          `:Fd(e,t)&&i`
            <button disabled=${e.link.value!=="live"}
              onClick=${()=>e.handling.takeOver(t)}>Take over</button>
          `}
      <button class="tool case-toggle" aria-label="Case" title="What is known of the case"
        onClick=${()=>e.pane.value="case"}><${B} name="panel-right" /></button>
    </header>
  `}var Po=({icon:e,name:t,title:n,press:o})=>i`
  <button class="act" title=${n} aria-label=${t} onClick=${o}>
    <${B} name=${e} /> <span class="act-words">${t}</span>
  </button>
`;function Id({desk:e,until:t}){let n=ci(t,e.now.value),o=!!t&&Date.parse(t)-e.now.value<36e5;return n&&i`${" · "}<span class=${`window ${o?"soon":""}`}>${n}</span>`}function Fd(e,{owner:t,agent_id:n}){return n===Ld?!0:t==="agent"?e.may("reassign"):t==="bot"||t==="queue"}function Bd({desk:e,conversation:{id:t,customer_name:n}}){let o=(e.typing.until.value[t]??0)>e.now.value;return i`<p class="typing" role="status">${o&&i`<bdi>${n??"The customer"}</bdi> is typing …`}</p>`}function Ud({desk:e}){if(e.selected.value&&!e.problem.value&&e.link.value==="live")return i`<p class="nothing" role="status">Opening …</p>`;let n=e.mine.value.length;return i`
    <div class="nothing">
      <${B} name="inbox" />
      <h1>${n?"Choose a conversation.":"No conversation is open."}</h1>
      <p>${n?i`<kbd>j</kbd> goes to your next one.`:e.snapshot.value?.agent.presence==="available"?i`The next case is offered to you at the lower left; <kbd>a</kbd> accepts it.`:"You are away: choose Available to be offered cases."}</p>
      <p><kbd>?</kbd> shows all keys.</p>
    </div>
  `}var Wd={first_answer:"First answer",next_answer:"Answer",resolution:"Resolution"},za=["calm","near","missed"];function jd(e,t){return t>=Date.parse(e.at)?"missed":t>=Date.parse(e.warn_at)?"near":"calm"}function vn(e,t){let n=(e?.dues??[]).map(o=>({due:o,level:jd(o,t)}));return n.sort((o,s)=>za.indexOf(s.level)-za.indexOf(o.level)||Date.parse(o.due.at)-Date.parse(s.due.at)),n[0]??null}function Ya(e,t){let n=Date.parse(e.at)-t;return`${Wd[e.target]} ${n>0?`in ${rn(n)}`:`${rn(-n)} late`}`}function Fo(e,t){let{cursor:n,numbers:o}=t;return n===null?o?{...e,numbers:o}:e:n<=e.cursor?e:{...Hd(e,t),cursor:n}}function Hd(e,{agent:t,gone:n,case:o,left:s,clock:r}){return t?{...e,agents:[...Ga(e.agents,t.id),t].sort(Vd)}:n?{...e,agents:Ga(e.agents,n)}:o?{...e,cases:[...wn(e.cases,o.handoff_id),o].sort(Kd)}:r?{...e,clocks:[...wn(e.clocks,r.handoff_id),r]}:s?{...e,cases:wn(e.cases,s),clocks:wn(e.clocks,s)}:e}var wn=(e,t)=>e.filter(n=>n.handoff_id!==t),Ga=(e,t)=>e.filter(n=>n.id!==t),Vd=(e,t)=>Io(e.name,t.name)||Io(e.id,t.id),Kd=(e,t)=>Date.parse(e.assigned_at)-Date.parse(t.assigned_at)||Io(e.handoff_id,t.handoff_id),Io=(e,t)=>e<t?-1:e>t?1:0;var _n=class{floor=b(null);error=b("");#t=[];#e=()=>{};constructor(t){this.connection=t}begin(){this.#e=this.connection.hear("floor",t=>this.#n(t))}end(){this.#e(),this.connection.tell("leave_floor",{})}async read(){this.#t=[],this.floor.value=null;try{let t=await this.connection.ask("floor",{});this.floor.value=this.#t.reduce(Fo,t),this.error.value=""}catch(t){t instanceof D||(this.error.value=w(t))}}reassign(t,n,o){return this.connection.ask("reassign",{...t,...n,note:o})}#n(t){let n=this.floor.peek();n?this.floor.value=Fo(n,t):this.#t.push(t)}};function Ja(e,t){let n=new Map(e.clocks.map(l=>[l.handoff_id,l])),o=e.cases.map(l=>{let c=n.get(l.handoff_id);return{...l,clock:c,level:vn(c,t)?.level??"calm"}}),s=e.agents.map(l=>({...l,held:o.filter(c=>c.agent_id===l.id)})),r=l=>l.held.some(c=>c.level==="missed")?0:1,a=l=>l.presence==="offline"&&!l.held.length?1:0;return s.sort((l,c)=>r(l)-r(c)||a(l)-a(c))}function Qa(e){let t=e.flatMap(n=>n.held.map(o=>o.level));return{near:t.filter(n=>n==="near").length,missed:t.filter(n=>n==="missed").length}}function at({desk:e,clock:t}){let n=e.now.value,o=vn(t,n);return!o||o.level==="calm"?null:i`<span class=${`due ${o.level}`}>${Ya(o.due,n)}</span>`}function kn({desk:e,clock:t}){return t.waits_since?i`<span>waits ${Lt(t.waits_since,e.now.value)}</span>`:i`<span class="muted">waits for the customer</span>`}function Xa({desk:e,watch:t,moved:n,agents:o}){let s=o.filter(c=>c.presence==="available"&&c.id!==n.agent_id),{error:r,busy:a,submit:l}=C(async c=>{let[p,u,h]=["to_agent","to_skill","note"].map(d=>String(c.get(d)??"").trim());if(!p&&!u)return"Choose an agent or a skill.";let f={conversation_id:n.conversation_id,from_agent:n.agent_id};await t.reassign(f,p?{to_agent:p}:{to_skill:u},h),e.dialog.value=null});return i`
    <${S} desk=${e} title=${`Reassign ${Z(n.customer_name??"an unknown customer")}`}>
      <p class="muted">
        ${n.agent_id?`Now with ${Z(e.nameOf(n.agent_id))}, who will be told.`:"Now in the queue."}
      </p>
      <form onSubmit=${l}>
        <label>
          Agent, who is asked at once
          <select name="to_agent">
            <option value="">Whoever has the skill</option>
            ${s.map(({id:c,name:p})=>i`<option dir="auto" value=${c}>${p}</option>`)}
          </select>
        </label>
        <${hn} />
        <label>
          Note
          <textarea name="note" dir="auto" rows="3" placeholder="Only agents see this" />
        </label>
        <p class="error" role="alert">${r}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${a}>Reassign</button>
        </p>
      </form>
    <//>
  `}var zd={available:"Available",away:"Away",offline:"Offline"};function Za({desk:e}){let t=pt(()=>new _n(e.connection),[]),[n,o]=m(null);x(()=>(t.begin(),()=>t.end()),[]);let s=e.link.value==="live";x(()=>{s&&t.read()},[s]);function r(c){o(c),e.dialog.value="reassign"}let a=t.floor.value,l=a?Ja(a,e.now.value):[];return i`
    <header class="wide-head"><h1>Live floor</h1></header>
    <p class="error wide-part" role="alert">${t.error.value}</p>
    <div class="floor" aria-busy=${a===null}>
      ${a&&i`
        <${Yd} agents=${l} numbers=${a.numbers} />
        <${Gd} desk=${e} numbers=${a.numbers} />
        <${Jd} desk=${e} move=${r} />
        <${Xd} desk=${e} agents=${l} move=${r} />
      `}
    </div>
    ${n&&a&&e.dialog.value==="reassign"&&i`
      <${Xa} desk=${e} watch=${t} moved=${n} agents=${a.agents} />
    `}
  `}function Yd({agents:e,numbers:t}){let n=xn(t.lines.map(c=>c.waiting)),o=Qa(e),s=o.missed+xn(t.lines.map(c=>c.missed)),r=o.near+xn(t.lines.map(c=>c.near)),a=e.filter(c=>c.presence==="available"),l=[["In the queue",n,""],["With agents",xn(e.map(c=>c.held.length)),""],["With the bot",t.with_bot,""],["Agents available",a.length,""],["Near a target",r,r?"near":""],["Target missed",s,s?"missed":""]];return i`
    <dl class="sums" aria-label="Right now">
      ${l.map(([c,p,u])=>i`
        <div class=${u}><dt>${c}</dt><dd>${p}</dd></div>
      `)}
    </dl>
  `}function Gd({desk:e,numbers:t}){return t.lines.length?i`
    <section>
      <h2>Queue by skill</h2>
      <table class="floor-table">
        <thead>
          <tr><th>Skill</th><th>Waiting</th><th>Longest wait</th><th>Near a target</th><th>Missed</th></tr>
        </thead>
        <tbody>
          ${t.lines.map(n=>i`
            <tr key=${n.skill}>
              <th scope="row">${v(n.skill)}</th>
              <td>${n.waiting}</td>
              <td>${Lt(n.oldest,e.now.value)}</td>
              <td>${n.near?i`<span class="due near">${n.near}</span>`:"–"}</td>
              <td>${n.missed?i`<span class="due missed">${n.missed}</span>`:"–"}</td>
            </tr>
          `)}
        </tbody>
      </table>
    </section>
  `:i`<section><h2>Queue by skill</h2><p class="empty">Nobody is waiting.</p></section>`}function Jd({desk:e,move:t}){let n=e.snapshot.value?.queue??[];return n.length?i`
    <section>
      <h2>Next in the queue</h2>
      <ul class="floor-cases" role="list" aria-label="Next in the queue">
        ${n.slice(0,50).map(o=>i`
          <${Qd} key=${o.handoff_id} desk=${e} item=${o} move=${t} />
        `)}
      </ul>
    </section>
  `:null}function Qd({desk:e,item:t,move:n}){let{conversation_id:o,customer_name:s,handoff_id:r,offered_to:a}=t,l=e.snapshot.value?.clocks.find(c=>c.handoff_id===r);return i`
    <li class="floor-case">
      <a dir="auto" href=${W(o)}>${s??"Unknown customer"}</a>
      <span class="muted">
        ${st(t.reason.code)} · ${v(t.skill)} · waits${" "}
        <${et} desk=${e} since=${t.queued_at} />
        ${a&&i` · offered to <bdi>${e.nameOf(a)}</bdi>`}
      </span>
      <${at} desk=${e} clock=${l} />
      <${tl} desk=${e} moved=${{conversation_id:o,customer_name:s,agent_id:null}} move=${n} />
    </li>
  `}function Xd({desk:e,agents:t,move:n}){return i`
    <section>
      <h2>Agents</h2>
      <ul class="floor-agents" role="list" aria-label="Agents">
        ${t.map(o=>i`
          <${Zd} key=${o.id} desk=${e} agent=${o} move=${n} />
        `)}
      </ul>
    </section>
  `}function Zd({desk:e,agent:t,move:n}){let{presence:o,presence_since:s,held:r,capacity:a,skills:l}=t;return i`
    <li class=${`floor-agent ${o}`} aria-label=${t.name}>
      <p class="floor-agent-line">
        <strong dir="auto">${t.name}</strong>
        <span class=${`presence-word ${o}`}>
          ${zd[o]}${s&&i` for <${et} desk=${e} since=${s} />`}
        </span>
        <span class="muted">${r.length} of ${a}</span>
        <span class="muted floor-skills" dir="auto">${l.map(v).join(", ")||"Every skill"}</span>
      </p>
      ${r.length>0&&i`
        <ul class="floor-cases" role="list" aria-label=${`Cases of ${t.name}`}>
          ${r.map(c=>i`
            <${th} key=${c.handoff_id} desk=${e} held=${c} move=${n} />
          `)}
        </ul>
      `}
    </li>
  `}function th({desk:e,held:t,move:n}){let{conversation_id:o,customer_name:s,agent_id:r,clock:a}=t,{label:l,marked:c}=R(e.snapshot.value,t.channel);return i`
    <li class="floor-case">
      <a dir="auto" href=${W(o)}>${s??"Unknown customer"}</a>
      <span class="muted">
        ${v(t.skill)} ${c&&`· ${l}`} · in hand for${" "}
        <${et} desk=${e} since=${t.assigned_at} />
        ${a&&i` · <${kn} desk=${e} clock=${a} />`}
      </span>
      <${at} desk=${e} clock=${a} />
      <${tl} desk=${e} moved=${{conversation_id:o,customer_name:s,agent_id:r}} move=${n} />
    </li>
  `}function tl({desk:e,moved:t,move:n}){let o=t.customer_name??"an unknown customer",s=t.agent_id===e.snapshot.value?.agent.id,r=()=>{e.select(t.conversation_id),e.handling.takeOver({id:t.conversation_id})};return i`
    <span class="floor-buttons">
      ${!s&&i`
        <button class="quiet" aria-label=${`Take over: ${o}`} onClick=${r}>Take over</button>
      `}
      <button class="quiet" aria-label=${`Reassign: ${o}`} onClick=${()=>n(t)}>
        Reassign
      </button>
    </span>
  `}var xn=e=>e.reduce((t,n)=>t+n,0);var nl=()=>g("GET","incidents"),ol=(e,t,n)=>e?g("PUT",`incidents/${encodeURIComponent(e)}`,t,n):g("POST","incidents",t,n),sl=e=>g("POST",`incidents/${encodeURIComponent(e)}/end`,{},crypto.randomUUID());function rl(e){let t=o=>String(e.get(o)??"").trim(),n=t("ends_at");return{title:t("title"),told:t("told"),cause:t("cause"),starts_at:new Date(t("starts_at")).toISOString(),ends_at:n?new Date(n).toISOString():null,topics:el(t("topics")),carrier:t("carrier")||null,country:t("country").toUpperCase()||null,postcodes:el(t("postcodes")),product:t("product")||null,payment:t("payment")||null}}function il({carrier:e,country:t,postcodes:n,product:o,payment:s,topics:r}){let a=n.length?`${t??""} postcodes ${n.join(", ")}…`:"",l=r.length?`only for ${r.join(", ").replaceAll("_"," ")}`:"";return[e,a.trim(),o,s,l].filter(Boolean).join(" · ")}function Bo(e){if(!e)return"";let t=new Date(e);return new Date(t.getTime()-t.getTimezoneOffset()*6e4).toISOString().slice(0,16)}function el(e){return e.split(/[,;\n]+/).map(t=>t.trim()).filter(Boolean)}var eh="new";function al({desk:e}){let[t,n]=m(null),[o,s]=m([]),[r,a]=m(null),[l,c]=m("");async function p(){try{let d=await nl();n(d.incidents),s(d.causes),c("")}catch(d){c(w(d))}}x(()=>{p()},[]);async function u(d){try{await sl(d.id),await p()}catch($){c(w($))}}async function h(){a(null),await p()}let f=t?.find(d=>d.id===r)??null;return i`
    <${S} desk=${e} title="Incidents">
      <p class="error" role="alert">${l}</p>
      ${r?i`<${sh} key=${r} causes=${o} incident=${f} done=${h}
            cancel=${()=>a(null)} />`:i`<${nh} desk=${e} known=${t} edit=${a} end=${u} />`}
    <//>
  `}function nh({desk:e,known:t,edit:n,end:o}){return i`
    <p class="muted">
      The bot tells customers whom one concerns, once and before it asks anything.
    </p>
    <ul class="incidents" role="list" aria-label="Known incidents" aria-busy=${t===null}>
      ${t?.map(s=>i`
        <${oh} key=${s.id} desk=${e} incident=${s} edit=${n} end=${o} />
      `)}
    </ul>
    ${t?.length===0&&i`<p class="empty">Nothing is known to go wrong.</p>`}
    <p class="dialog-buttons">
      <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      <button class="primary" onClick=${()=>n(eh)}>Add an incident</button>
    </p>
  `}function oh({desk:e,incident:t,edit:n,end:o}){let s=e.now.value,r=Date.parse(t.starts_at)>s,a=t.going_on?"Going on":r?"Ahead":"Over";return i`
    <li class=${`incident ${t.going_on?"on":"off"}`}>
      <p class="incident-line">
        <strong dir="auto">${t.title}</strong>
        <span class=${`tag ${t.going_on?"strong":""}`}>${a}</span>
      </p>
      <p dir="auto">“${t.told}”</p>
      <p class="muted">${il(t)}</p>
      <p class="incident-line">
        <span class="muted">
          since ${V(t.starts_at,s)}${t.ends_at?` until ${V(t.ends_at,s)}`:""} · edited by <bdi>${t.edited_by}</bdi>, ${V(t.edited_at,s)}
        </span>
        <span class="incident-buttons">
          <button class="quiet" aria-label=${`Change: ${t.title}`}
            onClick=${()=>n(t.id)}>Change</button>
          ${(t.going_on||r)&&i`
            <button class="quiet" aria-label=${`End: ${t.title}`}
              onClick=${()=>o(t)}>End</button>
          `}
        </span>
      </p>
    </li>
  `}function sh({causes:e,incident:t,done:n,cancel:o}){let[s,r]=m(t?.cause??e[0]?.code??""),a=E(crypto.randomUUID()),l=E(null);x(()=>l.current?.focus(),[]);let c=e.find(f=>f.code===s)?.topics??[],{error:p,busy:u,submit:h}=C(async f=>{try{await ol(t?.id??null,rl(f),a.current),n()}catch(d){throw a.current=crypto.randomUUID(),d}});return i`
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
          ${e.map(({code:f,title:d})=>i`<option value=${f}>${d}</option>`)}
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
            defaultValue=${Bo(t?.starts_at??new Date().toISOString())} />
        </label>
        <label>
          Until, if known
          <input name="ends_at" type="datetime-local"
            defaultValue=${Bo(t?.ends_at??null)} />
        </label>
      </div>
      <p class="error" role="alert">${p}</p>
      <p class="dialog-buttons">
        <button type="button" onClick=${o}>Back</button>
        <button class="primary" disabled=${u}>${t?"Save":"Let the bot know"}</button>
      </p>
    </form>
  `}function ll({desk:e}){let t=e.snapshot.value?.labels??[],[n,o]=m(null),[s,r]=m(0),[a,l]=m(""),c=p=>{o(null),l(p),r(s+1)};return i`
    <${S} desk=${e} title="List of labels">
      <p class="muted">Agents put them on conversations with the key <kbd>l</kbd>, and find by them.</p>
      <ul class="label-list" role="list" aria-label="Known labels">
        ${t.map(p=>i`
          <li key=${p.id}>
            <span class="label" dir="auto">${p.name}</span>
            <button class="quiet" aria-label=${`Rename: ${p.name}`}
              onClick=${()=>o(p)}>Rename</button>
          </li>
        `)}
      </ul>
      ${!t.length&&i`<p class="empty">None yet.</p>`}
      <${rh} key=${`${n?.id} ${s}`} label=${n} typed=${a} done=${c} />
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function rh({label:e,typed:t,done:n}){let o=E(null);x(()=>o.current?.focus(),[]);let{error:s,busy:r,submit:a}=C(async c=>{let p=String(c.get("name"));await pr(e?.id??null,p.trim());let u=o.current?.value??"";n(e||u===p?"":u)}),l=C(async()=>{e&&await dr(e.id),n("")});return i`
    <form class="label-form" onSubmit=${a}>
      <label>${e?`New name for ${e.name}`:"New label"}
        <input ref=${o} name="name" dir="auto" required maxlength="40" autocomplete="off"
          defaultValue=${e?.name??t} />
      </label>
      <p class="dialog-buttons">
        ${e&&i`
          <button type="button" disabled=${l.busy} onClick=${()=>l.run(new FormData)}>Remove everywhere</button>
          <button type="button" onClick=${()=>n("")}>Back</button>
        `}
        <button class="primary" disabled=${r}>${e?"Save":"Add"}</button>
      </p>
      <p class="error" role="alert">${s||l.error}</p>
    </form>
  `}function cl({desk:e}){let t=e.mentions.value;return t.length?i`
    <section class="list mentions">
      <h2>Mentions <span class="count">${t.length}</span></h2>
      <ul aria-label="Mentions" role="list">
        ${t.map(n=>i`
          <li class="mention-entry" key=${n.id}>
            <button class="mention-open" onClick=${()=>e.handling.openMention(n)}>
              <span class="mention-text" dir="auto">${n.text}</span>
              <time datetime=${n.time}>${V(n.time,e.now.value)}</time>
            </button>
            <button class="quiet" aria-label=${`Dismiss: ${n.text}`}
              onClick=${()=>e.handling.dismiss(n.id)}>×</button>
          </li>
        `)}
      </ul>
    </section>
  `:null}function ul({desk:e}){let t=e.mine.value;return i`
    <section class="list mine">
      <h2>My conversations <span class="count">${t.length||""}</span></h2>
      <ul aria-label="My conversations" role="list">
        ${t.map(n=>i`<${ih} key=${n.id} desk=${e} conversation=${n} />`)}
      </ul>
      ${!t.length&&i`<p class="empty">None yet. Cases that you accept stay here until they are resolved.</p>`}
    </section>
  `}function ih({desk:e,conversation:t}){let{id:n,about:o,customer_name:s,labels:r,last_text:a,mood:l,priority:c,unread:p,updated_at:u}=t,h=e.selected.value===n,f=(e.typing.until.value[n]??0)>e.now.value,d=e.snapshot.value?.clocks.find(y=>y.conversation_id===n),{label:$}=R(e.snapshot.value,t.channel);return i`
    <li class=${`entry with-avatar ${h?"current":""} ${p?"unread":""}`}>
      <${It} name=${s} />
      <p class="entry-line">
        <span class="entry-name">
          <a dir="auto" href=${W(n)} aria-current=${h?"true":void 0}
            onClick=${()=>e.pane.value="main"}>
            ${s??"Unknown customer"}
          </a>
          ${(c==="high"||c==="urgent")&&i`
            <span class=${`priority ${c}`}>${v(c)}</span>
          `}
        </span>
        <time datetime=${u}>${V(u,e.now.value)}</time>
      </p>
      ${o&&i`<p class="entry-about" dir="auto" title=${o}>${o}</p>`}
      <p class="entry-line">
        <span class="entry-text" dir="auto">${f?"is typing …":a}</span>
        ${p>0&&i`
          <span class="badge" aria-label=${`${p} unread`}>${p>9?"9+":p}</span>
        `}
      </p>
      <p class="entry-meta">
        ${$}
        ${d&&i`${" · "}<${kn} desk=${e} clock=${d} /> <${at} desk=${e} clock=${d} />`}
        ${Pt(l)&&i`${" · "}<${ft} label=${l} />`}
      </p>
      ${r.length>0&&i`<p class="entry-labels"><${St} desk=${e} ids=${r} /></p>`}
    </li>
  `}var Bt=12,ah=64;function dl({label:e,items:t,total:n,row:o,more:s}){let{box:r,gap:a,from:l,to:c,height:p,look:u}=lh(n);x(()=>{c>t.length&&t.length<n&&s()},[c,t,n]);let h=n-Math.min(c,t.length);return i`
    <ul aria-label=${e} role="list" ref=${r} onScroll=${u}>
      <li key="above" class="gap" aria-hidden="true" ref=${a} style=${pl(l*p)} />
      ${t.slice(l,c).map((f,d)=>o(f,{"aria-posinset":l+d+1,"aria-setsize":n}))}
      <li key="below" class="gap" aria-hidden="true" style=${pl(h*p)} />
    </ul>
  `}var pl=e=>({height:`${Math.max(0,e)}px`});function lh(e){let t=E(null),n=E(null),[o,s]=m(ah),[{from:r,to:a},l]=m({from:0,to:2*Bt}),c=()=>{if(!t.current||!n.current)return;let{top:u,height:h}=t.current.getBoundingClientRect(),f=u-n.current.getBoundingClientRect().top,d=Math.max(0,Math.floor(f/o/Bt)*Bt-Bt),$=Math.max(2,Math.ceil((f+h)/o/Bt)+1)*Bt;(d!==r||$!==a)&&l({from:d,to:$})};vt(()=>{let u=ch(n.current);u&&Math.abs(u-o)>1&&s(u),c()},[e,r,a,o]);let p=E(c);return p.current=c,x(()=>{let u=new ResizeObserver(()=>p.current());return t.current&&u.observe(t.current),()=>u.disconnect()},[]),{box:t,gap:n,from:r,to:a,height:o,look:c}}function ch(e){let t=e?.nextElementSibling,n=t?.nextElementSibling;return!t||!n||n.matches(".gap")?0:n.getBoundingClientRect().top-t.getBoundingClientRect().top}function hl({desk:e}){let{queue:t=[],waiting:n=0,offers:o=[]}=e.snapshot.value??{},s=new Set(o.map(a=>a.handoff_id)),r=t.filter(a=>!s.has(a.handoff_id));return i`
    <section class="list queue">
      <h2>Queue <span class="count">${n?ti(n):""}</span></h2>
      <${dl} label="Queue" items=${r} total=${n-(t.length-r.length)}
        row=${(a,l)=>i`
          <${uh} key=${a.handoff_id} desk=${e} item=${a} position=${l} />
        `}
        more=${()=>e.moreOfQueue()} />
      ${n>0&&t.length===n&&!r.length&&i`
        <p class="empty">Nobody else waits: the last one is offered to you.</p>
      `}
      ${!n&&i`<p class="empty">Nobody is waiting. New cases are offered to you one at a time.</p>`}
    </section>
  `}function uh({desk:e,item:t,position:n}){let o=e.selected.value===t.conversation_id,{label:s}=R(e.snapshot.value,t.channel);return i`
    <li class=${`entry queued ${o?"current":""}`} ...${n}>
      <p class="entry-line">
        <${jo} desk=${e} item=${t} />
        <${et} desk=${e} since=${t.created_at} />
      </p>
      <p class="entry-text" dir="auto">${Uo(t)}</p>
      <p class="entry-meta">
        ${t.offered_to&&i`Offered to <bdi>${e.nameOf(t.offered_to)}</bdi> · `}
        ${t.brought&&i`<bdi>${gn(t.brought).from}</bdi> · `}
        ${Pt(t.mood)&&i`<${ft} label=${t.mood} /> · `}
        ${s} · ${st(t.reason.code)} · ${v(t.skill)}
        ${" "}<${at} desk=${e} clock=${Wo(e,t)} />
        ${" "}<${St} desk=${e} ids=${t.labels} />
      </p>
    </li>
  `}var Uo=e=>e.wanted??e.situation;function Wo(e,t){return e.snapshot.value?.clocks.find(n=>n.handoff_id===t.handoff_id)}function jo({desk:e,item:t}){return i`
    <span class="entry-name">
      <a dir="auto" href=${W(t.conversation_id)}
        onClick=${()=>e.pane.value="main"}>
        ${t.customer_name??"Unknown customer"}
      </a>
      ${t.priority!=="normal"&&i`
        <span class=${`priority ${t.priority}`}>${v(t.priority)}</span>
      `}
    </span>
  `}function fl({desk:e}){let{queue:t=[],offers:n=[]}=e.snapshot.value??{},o=new Map(t.map(r=>[r.handoff_id,r])),s=n.filter(r=>o.has(r.handoff_id));return i`
    <section class="offers" aria-label="Offered to you" hidden=${!s.length}>
      <ul role="list">
        ${s.map(r=>i`
          <${ph} key=${r.id} desk=${e} item=${o.get(r.handoff_id)} offer=${r} />
        `)}
      </ul>
    </section>
  `}function ml({desk:e}){let{queue:t=[],offers:n=[]}=e.snapshot.value??{},o=t.find(s=>s.handoff_id===n[0]?.handoff_id);return i`
    <p class="unseen" role="status">
      ${o&&`Offered to you: ${o.customer_name??"a customer"}. ${Uo(o)}`}
    </p>
  `}function ph({desk:e,item:t,offer:n}){let o=Zr(n.expires_at,e.now.value),{label:s}=R(e.snapshot.value,t.channel),r=e.link.value!=="live";return i`
    <li class="entry offered">
      <p class="entry-line">
        <${jo} desk=${e} item=${t} />
        <span class="countdown">${o?`${o} s left`:"ending"}</span>
      </p>
      <div class="offered-case">
        ${t.brought&&i`<${bn} brought=${t.brought} />`}
        ${t.wanted&&i`<p class="wanted" dir="auto">${t.wanted}</p>`}
        <p class="situation" dir="auto">${t.situation}</p>
      </div>
      <p class="entry-meta">
        ${Pt(t.mood)&&i`<${ft} label=${t.mood} /> · `}
        ${s} · ${st(t.reason.code)} · ${v(t.skill)} ·${" "}
        <span class="nowrap">waiting <${et} desk=${e} since=${t.created_at} /></span>
        ${" "}<${at} desk=${e} clock=${Wo(e,t)} />
      </p>
      ${t.labels.length>0&&i`
        <p class="entry-labels"><${St} desk=${e} ids=${t.labels} /></p>
      `}
      <p class="entry-buttons">
        <button class="primary" disabled=${r} onClick=${()=>e.handling.accept(n)}>Accept</button>
        <button disabled=${r} onClick=${()=>e.handling.decline(n)}>Decline</button>
      </p>
    </li>
  `}var $l=()=>g("GET","privacy"),gl=e=>g("POST","privacy/find",e);async function bl(e){let t=await Is("privacy/export",e),n=URL.createObjectURL(await t.blob());return Object.assign(document.createElement("a"),{href:n,download:"customer.zip"}).click(),URL.revokeObjectURL(n),Number(t.headers.get("X-Missing"))}var yl=(e,t)=>g("POST","privacy/erase",{...e,confirm:t}),Ho={customer_id:"Customer's id",conversation_id:"Conversation's id"};function vl(e){let t=String(e.get("by")),n=String(e.get("named")).trim();return t in Ho?{[t]:n}:{channel:t,address:n}}var dh={desk:"The desk",files:"Files",uploads:"Files that were never sent",bot:"The bot's memory",records:"The desk's own records",shop:"The shop's system",limits:"Counts of calls"},Vo=e=>dh[e]??e.replace(/^shop_/,"The shop's system "),hh={conversations:"conversations",messages:"messages",search_texts:"texts in the search",turns:"turns of the bot",handoffs:"cases",notices:"notices to colleagues",bot_tasks:"questions by the bot for a colleague",outbox:"messages handed to a platform",parts:"receipts of a platform",crm_tasks:"things told to the shop's system",updates:"messages of a platform in the inbox",addresses:"addresses",redactions:"things still to be taken back",events:"events of open pages",audit:"entries of the audit log",customer_sign_outs:"sign-outs"};function fh({name:e,count:t,by_hand:n}){return n?"has to be looked up in that system":t===null?"did not answer; try again later":`${hh[e]??(e.replaceAll("_"," ")||"files")}: ${t}`}function wl(e){let t=new Map;for(let n of e)t.set(n.store,[...t.get(n.store)??[],fh(n)]);return[...t]}var mh={done:"done",owed:"still owed: it is tried until it is done",by_hand:"has to be erased there by hand",lapses:"unreadable, and gone within a day"},_l=({state:e})=>mh[e],kl=({done_at:e})=>e===null,xl=e=>e===0?"for ever":e===1?"1 day":`${e} days`;var gh=3e3;function Sl({desk:e}){let{known:t,error:n,tried:o}=z($l),[s,r]=m(null),[a,l]=m(null),c=t?.erasures.some(kl)??!1;x(()=>{if(!c)return;let u=setInterval(()=>{o(async()=>{})},gh);return()=>clearInterval(u)},[c]);function p(u){e.dialog.value=null,r(null),l(u.id),o(async()=>{})}return i`
    <header class="wide-head"><h1>Privacy</h1></header>
    <div class="privacy" tabindex="0" role="region" aria-label="Privacy">
      <p class="error" role="alert">${n}</p>
      <${bh} key=${a} desk=${e} found=${r} />
      ${s&&i`<${yh} desk=${e} chosen=${s} done=${p} />`}
      <${_h} erasures=${t?.erasures??null} last=${a} />
      <${xh} kept=${t?.retention??[]} />
    </div>
  `}function bh({desk:e,found:t}){let n=e.snapshot.value?.channels??[],{error:o,busy:s,submit:r}=C(async a=>{let l=vl(a);t(null),t({who:l,customer:await gl(l)})});return i`
    <section aria-labelledby="privacy-find">
      <h2 id="privacy-find">Find a customer</h2>
      <p class="muted">See what is kept of them, hand it out, or erase it.</p>
      <form class="filters" onSubmit=${r}>
        <label>By
          <select name="by">
            ${Object.entries(Ho).map(([a,l])=>i`<option value=${a}>${l}</option>`)}
            ${n.map(({name:a,label:l})=>i`<option value=${a}>${l}: number or address</option>`)}
          </select>
        </label>
        <label>Named
          <input name="named" dir="auto" required maxlength="200" autocomplete="off" placeholder="c-0002" />
        </label>
        <button class="primary" disabled=${s}>Find</button>
      </form>
      <p class="error" role="alert">${o}</p>
    </section>
  `}function yh({desk:e,chosen:{who:t,customer:n},done:o}){let[s,r]=m(""),{error:a,busy:l,run:c}=C(async()=>{let p=await bl(t);r(p?"Downloaded, but not all stores could be asked: the file says which.":"Downloaded. Take care of it: it is all that is kept of them.")});return i`
    <section class="privacy-found" aria-label="Found">
      <h2>${n.names.join(", ")||"Somebody without a name"}</h2>
      <p class="muted">
        ${[...n.customer_ids,...n.places.map(p=>`${R(e.snapshot.value,p.channel).label}: ${p.address}`)].join(" · ")}
      </p>
      ${n.held.length===0?i`<p class="empty">Nothing is kept of them.</p>`:i`<${vh} customer=${n} />
          <p class="privacy-acts">
            <button disabled=${l} onClick=${()=>c(new FormData)}>
              ${l?"Putting it together …":"Export everything"}
            </button>
            <button class="danger" onClick=${()=>e.dialog.value="erase"}>Erase …</button>
          </p>`}
      <p role="status">${s}</p>
      <p class="error" role="alert">${a}</p>
      ${e.dialog.value==="erase"&&i`
        <${wh} desk=${e} who=${t} customer=${n} done=${o} />
      `}
    </section>
  `}function vh({customer:{held:e}}){return i`
    <table>
      <thead><tr><th>Where</th><th>What there is</th></tr></thead>
      <tbody>
        ${wl(e).map(([t,n])=>i`
          <tr key=${t}><th scope="row">${Vo(t)}</th><td>${n.join(", ")}</td></tr>
        `)}
      </tbody>
    </table>
  `}function wh({desk:e,who:t,customer:n,done:o}){let{error:s,busy:r,submit:a}=C(async l=>{o(await yl(t,String(l.get("confirm"))))});return i`
    <${S} desk=${e} title="Erase this customer">
      <form onSubmit=${a}>
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
  `}function _h({erasures:e,last:t}){return i`
    <section aria-labelledby="privacy-erased">
      <h2 id="privacy-erased">Erased</h2>
      ${e?.length===0&&i`<p class="empty">Nobody was erased yet.</p>`}
      ${e?.map(n=>i`
        <${kh} key=${n.id} erasure=${n} isOpen=${n.id===t} />
      `)}
    </section>
  `}function kh({erasure:e,isOpen:t}){let n=e.receipts.filter(({state:s})=>s==="owed"),o=e.receipts.some(({state:s})=>s==="by_hand");return i`
    <details class="privacy-erasure" open=${t}>
      <summary>
        <time datetime=${e.asked_at}>${L(e.asked_at)}, ${K(e.asked_at)}</time>
        <span class="muted">by ${e.asked_by}</span>
        <span class=${n.length||o?"tag warm":"tag"}>
          ${n.length?`owed by ${n.length}`:o?"to be finished by hand":"done"}
        </span>
      </summary>
      <table>
        <thead><tr><th>Where</th><th>What came of it</th></tr></thead>
        <tbody>
          ${e.receipts.map(s=>i`
            <tr key=${s.store}>
              <th scope="row">${Vo(s.store)}</th>
              <td>${_l(s)}</td>
            </tr>
          `)}
        </tbody>
      </table>
      <p class="muted">Receipt ${e.id}</p>
    </details>
  `}function xh({kept:e}){return i`
    <section aria-labelledby="privacy-kept">
      <h2 id="privacy-kept">How long it is kept</h2>
      <p class="muted">Who runs the desk sets this with RETENTION_DAYS.</p>
      <table>
        <thead><tr><th>What</th><th>Kept</th></tr></thead>
        <tbody>
          ${e.map(({kind:t,what:n,days:o})=>i`
            <tr key=${t}><th scope="row">${n}</th><td>${xl(o)}</td></tr>
          `)}
        </tbody>
      </table>
    </section>
  `}var Sh="new";function Cl({desk:e}){let{replies:t}=e,[n,o]=m(null),[s,r]=m("");async function a(c){try{r(""),await c(),o(null)}catch(p){r(w(p))}}x(()=>{a(()=>t.read())},[]);let l=t.known.value.find(c=>c.id===n)??null;return i`
    <${S} desk=${e} title="Canned replies">
      <p class="error" role="alert">${s}</p>
      ${n?i`<${Eh} key=${n} reply=${l} cancel=${()=>o(null)}
            save=${c=>a(()=>t.save(l?.id??null,c))}
            remove=${()=>a(()=>t.remove(n))} />`:i`<${Ch} desk=${e} edit=${o} />`}
    <//>
  `}function Ch({desk:e,edit:t}){let n=e.replies.known.value;return i`
    <p class="muted">Agents find them with <kbd>/</kbd> at the beginning of a reply.</p>
    <ul class="incidents" role="list" aria-label="Known replies">
      ${n.map(({id:o,title:s,text:r,edited_by:a})=>i`
        <li class="incident off" key=${o}>
          <p class="incident-line">
            <strong dir="auto">${s}</strong>
            <button class="quiet" aria-label=${`Change: ${s}`} onClick=${()=>t(o)}>
              Change
            </button>
          </p>
          <p dir="auto">${r}</p>
          <p class="muted">edited by <bdi>${a}</bdi></p>
        </li>
      `)}
    </ul>
    ${!n.length&&i`<p class="empty">None yet.</p>`}
    <p class="dialog-buttons">
      <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      <button class="primary" onClick=${()=>t(Sh)}>Add a reply</button>
    </p>
  `}function Eh({reply:e,cancel:t,remove:n,save:o}){function s(r){r.preventDefault();let a=new FormData(r.currentTarget);o({title:String(a.get("title")).trim(),text:String(a.get("text")).trim()})}return i`
    <form class="incident-form" onSubmit=${s}>
      <label>Title, to find it by
        <input name="title" dir="auto" required maxlength="60" defaultValue=${e?.title} />
      </label>
      <label>Text; {customer}, {agent} and {order} are filled in
        <textarea name="text" dir="auto" rows="6" required maxlength="5000" defaultValue=${e?.text} />
      </label>
      <p class="dialog-buttons">
        ${e&&i`<button type="button" onClick=${n}>Remove</button>`}
        <button type="button" onClick=${t}>Back</button>
        <button class="primary">Save</button>
      </p>
    </form>
  `}function El({desk:e,channel:t}){let{label:n,marked:o}=R(e.snapshot.value,t);return o&&i`<span class="tag">${n}</span>`}var Oh=Object.entries(xt),Th=[5,4,3,2,1].map(e=>[e,"★".repeat(e)]);function Tl({desk:e,change:t}){let{finder:n}=e,{text:o,...s}=n.wanted.value,r=Object.keys(s).length,a=(e.snapshot.value?.agents??[]).map(u=>[u.id,u.name]),l=(e.snapshot.value?.labels??[]).map(u=>[u.id,u.name]),c=(e.snapshot.value?.channels??[]).map(u=>[u.name,u.label]),p=n.topics.value.map(u=>[u,v(u)]);return i`
    <details class="search-filters" open=${r>0}>
      <summary>Filters${r?` (${r})`:""}</summary>
      <div class="filters" onChange=${t}>
        <${Ct} desk=${e} field="agent_id" title="Agent" choices=${a} />
        <${Ct} desk=${e} field="channel" title="Channel" choices=${c} />
        <${Ct} desk=${e} field="label" title="Label" choices=${l} />
        <${Ct} desk=${e} field="topic" title="Topic" choices=${p} />
        <${Ct} desk=${e} field="reason" title="Handed over because"
          choices=${Object.entries(So)} />
        <${Ct} desk=${e} field="mood" title="Mood" choices=${Oh} />
        <${Ct} desk=${e} field="rating" title="Rating" choices=${Th} />
        <${Ol} desk=${e} field="since" title="From" />
        <${Ol} desk=${e} field="until" title="Until" />
        <p class="muted search-zone">Days in ${je()}</p>
      </div>
    </details>
  `}function Ct({desk:e,field:t,title:n,choices:o}){let s=e.finder.wanted.value[t];return i`
    <label>${n}
      <select name=${t}>
        <option value="">Any</option>
        ${o.map(([r,a])=>i`
          <option dir="auto" value=${r} selected=${r===s}>${a}</option>
        `)}
      </select>
    </label>
  `}function Ol({desk:e,field:t,title:n}){let o=e.finder.wanted.value[t];return i`<label>${n}<input name=${t} type="date" defaultValue=${o} /></label>`}var Ah=300,Rh={ArrowDown:1,ArrowUp:-1};function Al({desk:e}){let{finder:t}=e,n=E(null),o=E(0),s=t.hits.value;x(()=>(t.readTopics(),n.current?.querySelector("input")?.select(),()=>clearTimeout(o.current)),[]);let r=()=>{clearTimeout(o.current),n.current&&t.find(ho(new FormData(n.current)))},a=()=>{clearTimeout(o.current),o.current=setTimeout(r,Ah)},l=u=>{e.dialog.value=null,e.select(u.conversation_id,u.seq||null)};return i`
    <${S} desk=${e} title="Find">
      <form class="search" ref=${n} onSubmit=${u=>{u.preventDefault();let h=t.hits.peek()?.[t.chosen.peek()],f=JSON.stringify(ho(new FormData(u.currentTarget)));h&&f===JSON.stringify(t.wanted.peek())?l(h):r()}} onKeyDown=${u=>{let h=Rh[u.key];!h||!(u.target instanceof HTMLInputElement)||u.target.name!=="text"||(u.preventDefault(),t.choose(h))}}>
        <input name="text" type="search" dir="auto" maxlength="200" autocomplete="off" spellcheck="false"
          role="combobox" aria-label="Find" aria-expanded=${!!s?.length} aria-controls="hits"
          aria-activedescendant=${s?.length?`hit-${t.chosen.value}`:void 0}
          placeholder="Words of a message or note, a name, an order number"
          defaultValue=${t.wanted.value.text??""} onInput=${a} />
        <${Tl} desk=${e} change=${r} />
      </form>
      <p class="error" role="alert">${t.error.value}</p>
      <p class="unseen" role="status">${s&&`${s.length} found`}</p>
      <ul class="hits" id="hits" role="listbox" aria-label="Found">
        ${s?.map((u,h)=>i`
          <${Nh} key=${u.id} desk=${e} hit=${u} place=${h} open=${l} />
        `)}
      </ul>
      ${s?.length===0&&!t.error.value&&i`<p class="empty">Nothing found.</p>`}
      <p class="dialog-buttons search-foot">
        <span class="muted"><kbd>↓</kbd> <kbd>↑</kbd> choose · <kbd>Enter</kbd> opens · ${" "}
          "two words" in this order</span>
        ${t.more&&i`<button onClick=${()=>t.readOn()}>More</button>`}
        <button onClick=${()=>e.dialog.value=null}>Close</button>
      </p>
    <//>
  `}function Nh({desk:e,hit:t,place:n,open:o}){let s=e.finder.chosen.value===n,r=E(null);return x(()=>{s&&r.current?.scrollIntoView({block:"nearest"})},[s]),i`
    <li ref=${r} id=${`hit-${n}`} role="option" aria-selected=${s}
      class=${`hit ${s?"chosen":""}`} onClick=${()=>o(t)}>
      <p class="hit-line">
        <strong dir="auto">${t.customer_name??"Unknown customer"}</strong>
        <span class="muted" dir="auto">${Dh(t)}</span>
        ${t.kind==="note"&&i`<span class="tag">Internal note</span>`}
        <${El} desk=${e} channel=${t.channel} />
        <time class="end" datetime=${t.at}>${V(t.at,e.now.value)}</time>
      </p>
      <p class="hit-text" dir="auto">
        ${!t.pieces.length&&i`<span class="muted">A web visitor whom nobody knows yet</span>`}
        ${t.pieces.map(a=>a.hit?i`<mark dir="auto">${a.text}</mark>`:a.text)}
      </p>
    </li>
  `}function Dh({seq:e,author_kind:t,author_name:n}){return e?t==="customer"?"wrote":n??(t==="system"?"the desk":""):"customer"}var Rl=Y("notifications-declined",!1),qh=[["available","Available"],["away","Away"]],Mh=[["floor","Floor","layout-dashboard"],["reports","Reports","chart-column"],["blocks","Blocked","ban"],["accounts","Accounts","users"],["audit","Audit","scroll-text"],["privacy","Privacy","shield"]],Lh=[["incidents","Incidents","incidents","What goes wrong for many (i)","triangle-alert"],["replies","Replies","replies","Replies that everybody can use","message-square-text"],["labels","Labels","label-list","The list of labels","tag"],["labels","Skills","skill-list","The list of skills","award"]];function Nl({desk:e,leave:t}){let n=e.snapshot.value?.agent;return i`
    <div class="self">
      <div class="self-line">
        <${It} name=${n?.name} />
        <strong dir="auto">${n?.name}</strong>
        <${Sn} icon="keyboard" name="Keys" title="Keyboard shortcuts (?)"
          press=${()=>e.dialog.value="shortcuts"} />
        <${Sn} icon="circle-user-round" name="You" title="Your logins, password, second factor and sounds"
          press=${()=>e.dialog.value="own-account"} />
        <${Sn} icon="log-out" name="Log out" title="Log out" press=${t} />
      </div>
      <button class="find" title="Find a message, a note or a customer (/ or Ctrl+K)"
        onClick=${()=>e.dialog.value="search"}>
        <${B} name="search" /> Find <kbd aria-hidden="true">/</kbd>
      </button>
      <${Ph} desk=${e} />
      <fieldset class="presence">
        <legend class="unseen">Presence</legend>
        ${qh.map(([o,s])=>i`
          <label class=${o}>
            <input type="radio" name="presence" checked=${n?.presence===o}
              onChange=${()=>e.handling.setPresence(o)} />
            <span>${s}</span>
          </label>
        `)}
      </fieldset>
      <${Ih} />
    </div>
  `}function Ph({desk:e}){let t=e.view.value,n=Lh.filter(([s])=>e.may(s)),o=Mh.filter(([s])=>e.may(s));return i`
    <div class="pages">
      ${n.map(([,s,r,a,l])=>i`
        <${Sn} icon=${l} name=${s} title=${a} press=${()=>e.dialog.value=r} />
      `)}
      ${o.map(([s,r,a])=>i`
        <a class="tool" href=${`#/${s}`} title=${r} aria-label=${r}
          aria-current=${t===s?"page":void 0} onClick=${()=>e.pane.value="main"}>
          <${B} name=${a} />
        </a>
      `)}
    </div>
  `}var Sn=({icon:e,name:t,title:n,press:o})=>i`
  <button class="tool" title=${n} aria-label=${t} onClick=${o}><${B} name=${e} /></button>
`;function Ih(){return Se.value!=="default"||Rl.value?null:i`
    <p class="ask">
      Hear of offers and answers while you are in another tab?
      <span>
        <button class="quiet" onClick=${Hs}>Notify me</button>
        <button class="quiet" onClick=${()=>Rl.value=!0}>Not now</button>
      </span>
    </p>
  `}var Fh=[["Ctrl + K","Find, also while writing"],["Alt + ↓","Next conversation, also while writing"],["Alt + ↑","Previous conversation, also while writing"],["Enter","Send what is in the box"],["Shift + Enter","New line in the box"],["Esc","Leave the box or a dialog"]];function Dl({desk:e}){let t=vo.map(({key:n,words:o})=>[n,o]);return i`
    <${S} desk=${e} title="Keyboard shortcuts">
      <dl class="keys">
        ${[...t,...Fh].map(([n,o])=>i`
          <div><dt><kbd>${n}</kbd></dt><dd>${o}</dd></div>
        `)}
      </dl>
      <label class="check">
        <input type="checkbox" checked=${oe.value}
          onChange=${()=>oe.value=!oe.value} />
        Single-key shortcuts
      </label>
      <p class="dialog-buttons">
        <button onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function ql({desk:e}){let{known:t,error:n,tried:o}=z(re),s=E(null),r=a=>{a.preventDefault();let l=s.current;o(async()=>{await Ti(l.value.trim()),l.value=""})};return i`
    <${S} desk=${e} title="List of skills">
      <p class="muted">Cases need them, and colleagues have them. What an open case needs is here by itself.</p>
      <ul class="label-list" role="list" aria-label="Known skills" aria-busy=${t===null}>
        ${t?.map(a=>i`
          <li key=${a}>
            <span class="label" dir="auto" title=${a}>${v(a)}</span>
            <button class="quiet" aria-label=${`Remove: ${v(a)}`}
              onClick=${()=>o(()=>Ai(a))}>Remove</button>
          </li>
        `)}
      </ul>
      ${t?.length===0&&i`<p class="empty">None yet: add what your colleagues are good at.</p>`}
      <form class="label-form" onSubmit=${r}>
        <label>New skill
          <input ref=${s} name="name" dir="auto" required maxlength="60" autocomplete="off" />
        </label>
        <p class="dialog-buttons"><button class="primary">Add</button></p>
        <p class="error" role="alert">${n}</p>
      </form>
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function Ml({desk:e}){return i`
    <div class="undo" role="status">
      ${e.resolving.all.map(({conversation_id:t,name:n,due:o})=>i`
        <p key=${t}>
          Resolving: <bdi>${n??"Unknown customer"}</bdi>
          <button onClick=${()=>e.resolving.undo(t)}>
            Undo <span aria-hidden="true">(${Math.max(0,Math.ceil((o-e.now.value)/1e3))})</span>
          </button>
        </p>
      `)}
    </div>
  `}var Bh={floor:Za,reports:un,blocks:Xi,accounts:Ii,audit:ji,privacy:Sl};function Ll({desk:e,leave:t}){let n=pn.value?e.pane.value:null;return e.snapshot.value?i`
    <div class="page" data-pane=${e.pane.value}>
      <${No} desk=${e} />
      <div class="left" aria-label="Work" role=${n==="lists"?"main":"navigation"}>
        ${n==="lists"&&i`<h1 class="unseen">Your work</h1>`}
        <div>
          <${Nl} desk=${e} leave=${t} />
          <${cl} desk=${e} />
        </div>
        <${ul} desk=${e} />
        <${hl} desk=${e} />
      </div>
      <${fl} desk=${e} />
      <${Uh} desk=${e} />
      <${Ml} desk=${e} />
      <${ml} desk=${e} />
      ${e.dialog.value==="block"&&i`<${Qi} desk=${e} />`}
      ${e.dialog.value==="shortcuts"&&i`<${Dl} desk=${e} />`}
      ${e.dialog.value==="own-account"&&i`<${oi} desk=${e} />`}
      ${e.dialog.value==="search"&&i`<${Al} desk=${e} />`}
      ${e.dialog.value==="replies"&&i`<${Cl} desk=${e} />`}
      ${e.dialog.value==="label-list"&&i`<${ll} desk=${e} />`}
      ${e.dialog.value==="skill-list"&&i`<${ql} desk=${e} />`}
      ${e.dialog.value==="incidents"&&i`<${al} desk=${e} />`}
    </div>
  `:i`<${No} desk=${e} />`}function Uh({desk:e}){let t=e.view.value,n=pn.value&&e.pane.value==="case";return t!=="conversation"?i`
      <main class="wide">
        <p class="narrow-only wide-back"><${ie} desk=${e} to="lists" words="Your work" /></p>
        <${Bh[t]} desk=${e} />
      </main>
    `:i`
    <main class="middle"><${Ka} desk=${e} /></main>
    <div class="right" aria-label="Case" role=${n?"main":"complementary"}>
      ${n&&i`<h1 class="unseen">Case</h1>`}
      <p class="case-back"><${ie} desk=${e} to="main" words="Conversation" /></p>
      <${ia} desk=${e} />
    </div>
  `}function Pl({agent:e,leave:t}){return i`
    <main class="login">
      <div class="login-form secure-first">
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Hello <bdi>${e.name}</bdi></h1>
        <p class="muted">
          This desk can be reached from the internet: admins need a second factor before they do anything else.
        </p>
        <${ln} isOn=${!1} changed=${()=>location.reload()} />
        <p><button class="quiet" onClick=${t}>Log out</button></p>
      </div>
    </main>
  `}var Wh=3e3,Cn=b(null),Il=b(!0),Fl=b(""),zo=b(null),Yo=b(null),En=b(ae().view==="join"?ae().id:null);function Go(e){e.lacks_factor?Yo.value=e:e.may.includes("desk")?Hh():zo.value=e}function jh(e){history.replaceState(null,"",location.pathname),En.value=null,Go(e)}function Hh(){let e=new Pe,t=new sn(e,Kh);t.goTo(ae()),t.start(),Vh(t),Ir(t),Vs(t),Us(e),Cn.value=t}function ae(){return Cr(location.hash)}function Vh(e){addEventListener("hashchange",()=>{ae().view==="join"?location.reload():e.goTo(ae())}),H(()=>{let[t,n,o]=[e.view.value,e.selected.value,e.target.value],s=t==="conversation"?n&&W(n,o):`#/${t}`;s&&s!==location.hash&&history.replaceState(null,"",s)})}async function Ko(){await Cn.value?.resolving.tell(1/0),await Ps(),location.reload()}async function Kh(){await Hr(),await Vn().catch(t=>w(t))===null&&location.reload()}async function Bl(){try{let e=En.value?null:await Vn();e&&Go(e),Il.value=!1}catch(e){Fl.value=w(e),setTimeout(Bl,Wh)}}var zh=()=>i`<${Yh} /><${Gr} />`;function Yh(){return Il.value?i`<p class="waiting" role="status">${Fl.value}</p>`:Cn.value?i`<${Ll} desk=${Cn.value} leave=${Ko} />`:En.value?i`<${Qr} token=${En.value} done=${jh} />`:Yo.value?i`<${Pl} agent=${Yo.value} leave=${Ko} />`:zo.value?i`<${wi} agent=${zo.value} leave=${Ko} />`:i`<${Xr} done=${Go} />`}cs(i`<${zh} />`,document.getElementById("console"));Bl();
/*!
 * Socket.IO v4.8.4
 * (c) 2014-2026 Guillermo Rauch
 * Released under the MIT License.
 */
