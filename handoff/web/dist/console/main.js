var T,Ro,mn,rt,dn,oe,Do,ee,No,$n,fn,ol,Pt=Symbol.for("pv"),se={},re=[],sl=/^m(i|n|o|s|text|space)$/,gn=Array.isArray,yn=re.slice,mt=Object.assign;function ft(e){e&&e.parentNode&&e.remove()}function ie(e,t,n){var o,s,r,i={},l=arguments.length;for(r in t)r=="key"?o=t[r]:r=="ref"&&typeof e!="function"?s=t[r]:i[r]=t[r];return l>2&&(i.children=l>3?yn.call(arguments,2):n),Lt(e,i,o,s,null)}function Lt(e,t,n,o,s){var r={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Pt,__v:s||++Ro,__i:-1,__u:0};return!s&&T.vnode&&T.vnode(r),r}function $t(e){return e.children}function _t(e,t){this.props=e,this.context=t,this.__g=0}function it(e,t){if(t==null)return e.__&&it(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:it(e)}function rl(e){var t,n=e.__v,o=n.__e,s=[],r=[],i=e.__P;i&&((t=mt({constructor:Pt},n)).__v=n.__v+1,T.vnode&&T.vnode(t),bn(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,s,o||it(n),32&n.__u,r),t.__v=n.__v,t.__.__k[t.__i]=t,Mo(s,t,r),n.__=n.__e=null,t.__e!=o&&qo(t))}function qo(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),qo(e)}function Oo(e){(8&e.__g||(e.__g|=8,rt.push(e),oe++))&&dn==T.debounceRendering||((dn=T.debounceRendering)||queueMicrotask)(Lo)}function Lo(){try{for(var e,t=1;rt.length;)rt.length>t&&rt.sort(Do),e=rt.shift(),t=rt.length,8&e.__g&&rl(e)}finally{(oe=rt.length)&&(dn||queueMicrotask)(Lo)}}function Po(e,t,n,o,s,r,i,l,c,p,u){var d,f,h,$,g,_,S=o.__k||re,C=t.length;for(c=il(n,t,S,c,C),d=0;d<C;d++)(h=n.__k[d])!=null&&(f=~h.__i&&S[h.__i]||se,h.__i=d,_=bn(e,h,f,s,r,i,l,c,p,u),$=h.__e,(f.ref!=h.ref||8&f.__u)&&(f.ref&&vn(f.ref,null,h,f),h.ref&&u.push(h.ref,h.__c||$,h)),g=g||$,4&h.__u?(c=Io(h,c,e,!f.__v),f.__e&&(f.__e=null)):typeof h.type=="function"&&_!==void 0?c=_:$&&(c=$.nextSibling),h.__u&=-21);return n.__e=g,c}function il(e,t,n,o,s){var r,i,l,c,p,u,d,f,h,$=n.length,g=$,_=0,S=0,C=e.__k=Array(s);for(r=0;r<s;r++)(i=t[r])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=C[r]=Lt(null,i):gn(i)?i=C[r]=Lt($t,{children:i}):i.constructor===Pt&&i.__b?i=C[r]=Lt(i.type,i.props,i.key,i.ref,i.__v):C[r]=i,c=r+_,i.__=e,i.__b=e.__b+1,l=null,~(p=i.__i=al(i,n,c,g))&&(g--,(l=n[p])&&(l.__u|=2)),l&&l.__v?(i.__u|=16,p==c-1?_--:p==c+1?_++:p!=c&&(p>c?_--:_++,S=1)):(~p||(s>$?_--:s<$&&_++),typeof i.type!="function"&&(i.__u|=4))):C[r]=null;if(S){for(u=[],d=[],r=0;r<s;r++)if((i=C[r])&&16&i.__u){for(_=0,f=u.length;_<f;)u[h=_+f>>1]<i.__i?_=h+1:f=h;u[_]=i.__i,d[r]=_+1}for(_=u.length;r--;)d[r]&&(d[r]==_?_--:C[r].__u|=4)}if(g)for(r=0;r<$;r++)!(l=n[r])||2&l.__u||(l.__e==o&&(o=it(l)),_n(l,l));return o}function Io(e,t,n,o){var s,r,i,l;if(typeof e.type=="function"){if(e.props.__P)return t;if(s=e.__k)for(r=0;r<s.length;r++)s[r]&&(s[r].__=e,t=Io(s[r],t,n,!1));return t}for(t&&!t.parentNode&&(t=it(e))&&!t.parentNode&&(t=null),i=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(i!=l&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function al(e,t,n,o){var s,r=e.key,i=e.type,l=t[n],c=l&&!(2&l.__u);if(l===null&&r==null||c&&r==l.key&&i==l.type)return n;if(o>(c?1:0)){for(s=n-1;s>=0;s--)if((l=t[s])&&!(2&l.__u)&&r==l.key&&i==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&r==l.key&&i==l.type)return s}return-1}function Ao(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function te(e,t,n,o,s){var r,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||Ao(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Ao(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=fn[t]||(fn[t]=ll(t)),(e.__a||(e.__a={}))[t]=$n,r=t!=(t=t.replace(No,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,r):e.removeEventListener(t,i,r));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function ll(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[ee]==null)t[ee]=$n++;else if(t[ee]<this.__a[e])return;return n(T.event?T.event(t):t)}}}function bn(e,t,n,o,s,r,i,l,c,p){var u,d,f,h,$,g,_,S,C,M,N,hn,Eo,Zt,ht,To,st,dt,et=t.type;if(t.constructor!==Pt)return null;128&n.__u&&(c=32&n.__u,u=n.__c.__z)&&(t.__u|=c,d=r=[],u.nodeType==8?l=ne(u,r):r.push(u),l=r[0]||l),(u=T.__b)&&u(t);t:if(typeof et=="function"){f=i.length;try{if(S=t.props,C=(u=et.prototype)&&u.render,M=(u=et.contextType)&&o[u.__c],N=u?M?M.props.value:u.__:o,(h=n.__c)?(t.__c=h,2&h.__g&&(h.__g|=1)):(C?t.__c=h=new et(S,N):(t.__c=h=new _t(S,N),h.constructor=et,h.render=ul),M&&M.sub(h),h.state||(h.state={}),h.__n=o,h.__g|=8,h.__h=[],h.__k=[]),C&&(h.__s||(h.__s=h.state),et.getDerivedStateFromProps&&(h.__s==h.state&&(h.__s=mt({},h.__s)),mt(h.__s,et.getDerivedStateFromProps(S,h.__s)))),$=h.props,g=h.state,h.__v=t,n.__c){if(S!==$&&C&&!et.getDerivedStateFromProps&&h.componentWillReceiveProps&&h.componentWillReceiveProps(S,N),t.__v==n.__v&&!(8&h.__g)||!(4&h.__g)&&h.shouldComponentUpdate&&h.shouldComponentUpdate(S,h.__s,N)===!1){t.__v!=n.__v&&(h.props=S,h.state=h.__s,h.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(z){z&&(z.__=t)}),re.push.apply(h.__h,h.__k),h.__k=[],h.__h.length&&i.push(h),l=it(n);break t}h.componentWillUpdate&&h.componentWillUpdate(S,h.__s,N),C&&h.componentDidUpdate&&h.__h.push(function(){h.componentDidUpdate($,g,_)})}else C&&!et.getDerivedStateFromProps&&h.componentWillMount&&h.componentWillMount(),C&&h.componentDidMount&&h.__h.push(h.componentDidMount);h.context=N,h.props=S,h.__P=e,h.__g&=-5,hn=T.__r,Eo=C?25:0;do h.__g&=-9,hn&&hn(t),u=h.render(h.props,h.state=h.__s,h.context);while(8&h.__g&&++Eo<25);C&&(re.push.apply(h.__h,h.__k),h.__k=[]),h.state=h.__s,h.getChildContext&&(o=mt({},o,h.getChildContext())),C&&n.__c&&h.getSnapshotBeforeUpdate&&(_=h.getSnapshotBeforeUpdate($,g)),Zt=u&&u.type===$t&&u.key==null?u.props.children:u,S.__P&&(u=l,s=(e=S.__P).namespaceURI,c=r=null,n.props&&n.props.__P!=e&&(n.__k.some(function(z){z&&_n(z,z)}),n.__k=null),l=n.__k?it(n,0):null),l=Po(e,gn(Zt)?Zt:[Zt],t,n,o,s,r,i,l,c,p),S.__P&&(t.__e=null,l=u),t.__u&=-161,d&&d.some(ft),h.__h.length&&i.push(h),1&h.__g&&(h.__g&=-4)}catch(z){if(i.length=f,t.__v=null,c||r)if(z&&z.then){if(t.__u|=128|c,r){for(~(st=r.indexOf(l||void 0))||(st=r.length);(dt=r[st-1])&&dt.nodeType==8;)st--;for(;st<r.length;st++)if(dt=r[st])if(r[st]=null,ht){if(dt==To)break}else{if(dt.nodeType!=8)break;dt.data.startsWith("$s")&&(To=ne(ht=dt))}}if(!ht){for(;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;ht=l}(u=ne(ht=t.__c.__z||(t.__c.__z=ht)))?(t.__e=ht,l=u):t.__e=l,l=l&&l.nextSibling}else r&&r.some(ft);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),z&&z.then||Fo(t),T.__e(z,t,n)}}else l=t.__e=cl(n.__e,t,n,o,s,r,i,c,p,e);return(u=T.diffed)&&u(t),l}function ne(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function Fo(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(Fo))}function Mo(e,t,n){for(var o=0;o<n.length;)vn(n[o++],n[o++],n[o++]);T.__c&&T.__c(t,e),e.some(function(s){try{e=s.__h,s.__h=[],e.some(function(r){r.call(s)})}catch(r){T.__e(r,s.__v)}})}function cl(e,t,n,o,s,r,i,l,c,p){var u,d,f,h,$,g,_,S,C=n.props||se,M=t.props,N=t.type;if(N=="svg"?s="http://www.w3.org/2000/svg":N=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),r){for(u=0;u<r.length;u++)if(($=r[u])&&(N?$.localName==N:$.nodeType==3)){e=$,r[u]=null;break}}if(!e){if(S=p.ownerDocument||document,!N)return S.createTextNode(M);e=S.createElementNS(s,N,M.is?M:p),l&&(T.__m&&T.__m(t,r),l=!1),r=null}if(N){if(p=N=="template"&&e.content||e,r=N=="textarea"&&M.defaultValue!=null?null:r&&yn.call(p.childNodes),!l&&r)for(C={},u=0;u<e.attributes.length;u++)C[($=e.attributes[u]).name]=$.value;for(u in C)$=C[u],u=="dangerouslySetInnerHTML"?f=$:u=="children"||u in M||u=="value"&&"defaultValue"in M||u=="checked"&&"defaultChecked"in M||te(e,u,null,$,s);for(u in M)$=M[u],u=="children"?h=$:u=="dangerouslySetInnerHTML"?d=$:u=="value"?g=$:u=="checked"?_=$:l&&typeof $!="function"||C[u]===$||te(e,u,$,C[u],s);d?(l||f&&(d.__html==f.__html||d.__html==e.innerHTML)||(e.innerHTML=d.__html),t.__k=[]):(f&&(e.textContent=""),(N=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&sl.test(N))&&(s="http://www.w3.org/1999/xhtml"),Po(p,gn(h)?h:[h],t,n,o,s,r,i,r?r[0]:n.__k&&it(n,0),l,c),r&&r.some(ft)),l&&N!="textarea"||(u="value",N=="progress"&&g==null?e.removeAttribute(u):g==null||g===e[u]&&(N!="progress"||g)||te(e,u,g,C[u],s),u="checked",_!=null&&_!=e[u]&&te(e,u,_,C[u],s))}else C===M||l&&e.data==M||(e.data=M);return e}function vn(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){T.__e(s,n)}}function _n(e,t,n){var o,s,r,i;if(T.unmount&&T.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||vn(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){T.__e(l,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&_n(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=ne(o,r=[]))&&(o==e.__e&&r.some(ft),ft(s),ft(o)),n||ft(e.__e),e.__e=e.__c=e.__=null}function ul(e,t,n){return this.constructor(e,n)}function Uo(e,t){var n,o,s,r;T.__&&T.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=Lt($t,{children:[e]}),s=[],r=[],bn(t,t.__k,o||se,se,t.namespaceURI,o?null:t.firstChild?yn.call(t.childNodes):null,s,o?o.__e:t.firstChild,n,r),Mo(s,t.__k,r),t.__k.props.children=null}T={__e:function(e,t,n,o){for(var s,r,i;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((i=(r=s.constructor)&&r.getDerivedStateFromError)&&s.setState(r.getDerivedStateFromError(e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),i=1),i&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw oe=0,e}},Ro=0,mn=function(e){return e!=null&&e.constructor===Pt},_t.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=mt({},this.state)),typeof e=="function"&&(e=e(mt({},n),this.props)),e&&(mt(n,e),this.__v&&(t&&this.__k.push(t),Oo(this)))},_t.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Oo(this))},_t.prototype.render=$t,rt=[],oe=0,Do=function(e,t){return e.__v.__b-t.__v.__b},ee=Symbol(),No=/(PointerCapture)$|Capture$/i,$n=0,fn={},ol=0;var wt,P,wn,Bo,kn=Object.is,ae=0,Jo=[],xn=[],L=T,Wo=L.__b,jo=L.__r,Ho=L.diffed,Vo=L.__c,Ko=L.unmount,Yo=L.__;function le(e,t){L.__h&&L.__h(P,e,ae||t),ae=0;var n=P.__H||(P.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function m(e){return ae=1,pl(Qo,e)}function pl(e,t,n){var o=le(wt++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Qo(void 0,t),function(r){var i=(o.__N||o.__)[0],l=o.t(i,r);kn(i,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=P,!P.__f)){P.__f=!0;var s=P.shouldComponentUpdate;P.shouldComponentUpdate=function(r,i,l){var c=this.__H;if(!c)return!0;var p=!1,u=this.props!=r;if(c.__.some(function(f){f.__N&&(p=!0,kn(f.__[0],f.__N[0])||(u=!0))}),s){var d=s.call(this,r,i,l);return p?d||u:d}return!p||u}}return o.__}function k(e,t){var n=le(wt++,3);!L.__s&&Cn(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,P.__H.__h.push(n))}function gt(e,t){var n=le(wt++,4);!L.__s&&Cn(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,P.__h.push(n))}function O(e){return ae=5,at(function(){return{current:e}},[])}function at(e,t){var n=le(wt++,7);return Cn(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function hl(){var e;do{for(;e=xn.shift();)try{It(e)}catch(n){L.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Jo.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(It),t.__h.some(Sn),t.__h=[]}catch(n){t.__h=[],L.__e(n,e.__v)}}}while(xn.length)}L.__b=function(e){P=null,Wo&&Wo(e)},L.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Yo&&Yo(e,t)},L.__r=function(e){jo&&jo(e),wt=0;var t=(P=e.__c).__H;t&&(wn==P?P.__h=[]:(t.__h.some(It),t.__h.some(Sn),wt=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),wn=P},L.diffed=function(e){Ho&&Ho(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Go(Jo.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),wn=P=null},L.__c=function(e,t){t.some(function(n){try{n.__h.some(It),n.__h=n.__h.filter(function(o){return!o.__||Sn(o)})}catch(o){n.__h=[function(){throw o}]}}),Vo&&Vo(e,t)},L.unmount=function(e){Ko&&Ko(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,Go(xn.push(s))}else It(s)}catch(r){t=r}}),o.__H=void 0,t&&L.__e(t,o.__v))};var zo=typeof requestAnimationFrame=="function";function dl(e){var t,n=function(){clearTimeout(o),zo&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);zo&&(t=requestAnimationFrame(n))}function Go(e){e!=1&&Bo==L.requestAnimationFrame||((Bo=L.requestAnimationFrame)||dl)(hl)}function It(e){var t=P,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),P=t}function Sn(e){var t=P;e.__c=e.__(),P=t}function Cn(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!kn(n,e[o])})}function Qo(e,t){return typeof t=="function"?t(e):t}var fl=Symbol.for("preact-signals");function he(){if(nt>1){nt--;return}let e,t=!1;for((function(){let n=ce;for(ce=void 0;n!==void 0;){let o=n.S;if(o.v===n.v)for(let s=o.t;s!==void 0;s=s.x)s.i===n.i&&(s.i=o.i);n=n.o}})();Mt!==void 0;){let n=Mt;for(Mt=void 0,ue++;n!==void 0;){let o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Zo(n))try{n.c()}catch(s){t||(e=s,t=!0)}n=o}}if(ue=0,nt--,t)throw e}function G(e){if(nt>0)return e();En=++ml,nt++;try{return e()}finally{he()}}var R,Ft,Mt;function Ut(e){let t=R,n=Ft;R=void 0,Ft=void 0;try{return e()}finally{R=t,Ft=n}}var ce,nt=0,ue=0,ml=0,En=0,pe=0;function Xo(e){if(R===void 0)return;let t=e.n;if(t===void 0||t.t!==R)return t={i:0,S:e,p:R.s,n:void 0,t:R,e:void 0,x:void 0,r:t},R.s!==void 0&&(R.s.n=t),R.s=t,e.n=t,32&R.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=R.s,t.n=void 0,R.s.n=t,R.s=t),t}function F(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}F.prototype.brand=fl;F.prototype.h=function(){return!0};F.prototype.S=function(e){let t=this.t;t!==e&&e.e===void 0&&(e.x=t,this.t=e,t!==void 0?t.e=e:Ut(()=>{var n;(n=this.W)==null||n.call(this)}))};F.prototype.U=function(e){if(this.t!==void 0){let t=e.e,n=e.x;t!==void 0&&(t.x=n,e.e=void 0),n!==void 0&&(n.e=t,e.x=void 0),e===this.t&&(this.t=n,n===void 0&&Ut(()=>{var o;(o=this.Z)==null||o.call(this)}))}};F.prototype.subscribe=function(e){return B(()=>{let t=this.value;Ut(()=>e(t))},{name:"sub"})};F.prototype.valueOf=function(){return this.value};F.prototype.toString=function(){return this.value+""};F.prototype.toJSON=function(){return this.value};F.prototype.peek=function(){return Ut(()=>this.value)};Object.defineProperty(F.prototype,"value",{get(){let e=Xo(this);return e!==void 0&&(e.i=this.i),this.v},set(e){if(e!==this.v){if(ue>100)throw new Error("Cycle detected");(function(t){nt!==0&&ue===0&&t.l!==En&&(t.l=En,ce={S:t,v:t.v,i:t.i,o:ce})})(this),this.v=e,this.i++,pe++,nt++;try{for(let t=this.t;t!==void 0;t=t.x)t.t.N()}finally{he()}}}});function y(e,t){return new F(e,t)}function Zo(e){for(let t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function ts(e){for(let t=e.s;t!==void 0;t=t.n){let n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function es(e){let t,n=e.s;for(;n!==void 0;){let o=n.p;n.i===-1?(n.S.U(n),o!==void 0&&(o.n=n.n),n.n!==void 0&&(n.n.p=o)):t=n,n.S.n=n.r,n.r!==void 0&&(n.r=void 0),n=o}e.s=t}function yt(e,t){F.call(this,void 0,t),this.x=e,this.s=void 0,this.g=pe-1,this.f=4}yt.prototype=new F;yt.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===pe))return!0;if(this.g=pe,this.f|=1,this.i>0&&!Zo(this))return this.f&=-2,!0;let e=R;try{ts(this),R=this;let t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(t){this.v=t,this.f|=16,this.i++}return R=e,es(this),this.f&=-2,!0};yt.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(let t=this.s;t!==void 0;t=t.n)t.S.S(t)}F.prototype.S.call(this,e)};yt.prototype.U=function(e){if(this.t!==void 0&&(F.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(let t=this.s;t!==void 0;t=t.n)t.S.U(t)}};yt.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(let e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(yt.prototype,"value",{get(){if(1&this.f)throw new Error("Cycle detected");let e=Xo(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function Y(e,t){return new yt(e,t)}function ns(e){let t=e.j;if(e.j=void 0,typeof t=="function"){nt++;let n=R;R=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Tn(e),o}finally{R=n,he()}}}function Tn(e){for(let t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,ns(e)}function $l(e){if(R!==this)throw new Error("Out-of-order effect");es(this),R=e,this.f&=-2;try{8&this.f&&Tn(this)}finally{he()}}function kt(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Ft&&Ft.push(this)}kt.prototype.c=function(){let e=this.S();try{if(8&this.f||this.x===void 0)return;let t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};kt.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,ns(this),ts(this),nt++;let e=R;return R=this,$l.bind(this,e)};kt.prototype.N=function(){2&this.f||(this.f|=2,this.u=Mt,Mt=this)};kt.prototype.d=function(){this.f|=8,1&this.f||Tn(this)};kt.prototype.dispose=function(){this.d()};function B(e,t){let n=new kt(e,t);try{n.c()}catch(s){throw n.d(),s}let o=n.d.bind(n);return o[Symbol.dispose]=o,o}var gl=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__,os,fe,de;var ss=[];B(function(){os=this.N})();function xt(e,t){T[e]=t.bind(null,T[e]||(()=>{}))}function Bt(e){if(de){let t=de;de=void 0,t()}de=e&&e.S()}function rs({data:e}){let t=bl(e);t.name="ReactiveDom",t.value=e;let[n,o]=at(()=>{let s=this,r=this.__v;for(;r=r.__;)if(r.__c){r.__c.__$f|=4;break}let i=Y(()=>{let u=t.value.value;return u===0?0:u===!0?"":u||""}),l=Y(()=>!Array.isArray(i.value)&&!mn(i.value)),c=B(function(){if(this.N=is,l.value){let u=i.value;s.__v&&s.__v.__e&&s.__v.__e.nodeType===3&&(s.__v.__e.data=u)}}),p=this.__$u.d;return this.__$u.d=function(){c(),p.call(this)},[l,i]},[]);return n.value?o.peek():o.value}rs.displayName="ReactiveTextNode";Object.defineProperties(F.prototype,{constructor:{configurable:!0,value:ie($t,null).constructor},type:{configurable:!0,value:rs},props:{configurable:!0,get(){let e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});xt("__b",(e,t)=>{if(Bt(),fe=void 0,typeof t.type=="string"){let n,o=t.props;for(let s in o){if(s==="children")continue;let r=o[s];r instanceof F&&(n||(t.__np=n={}),n[s]=r,o[s]=r.peek())}}e(t)});xt("__r",(e,t)=>{if(e(t),t.type!==$t){Bt();let n,o=t.__c;o&&(o.__$f&=-2,n=o.__$u,n===void 0&&(o.__$u=n=(function(s,r){let i;return B(function(){i=this},{name:r}),i.c=s,i})((function(s){return function(){var r;gl&&((r=this.y)==null||r.call(this)),s.__$f|=1,s.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),fe=o,Bt(n)}});xt("__e",(e,t,n,o)=>{Bt(),fe=void 0,e(t,n,o)});xt("diffed",(e,t)=>{Bt(),fe=void 0;let n;if(typeof t.type=="string"&&(n=t.__e)){let o=t.__np,s=t.props,r=n.U;if(r)for(let i in r){let l=r[i];l===void 0||o&&i in o||(l.d(),r[i]=void 0)}if(o){r||(r={},n.U=r);for(let i in o){let l=r[i],c=o[i];l===void 0?(l=yl(n,i,c,s),r[i]=l):l.o(c,s)}}}e(t)});function yl(e,t,n,o){let s=t in e&&e.ownerSVGElement===void 0,r=y(n);return{o:(i,l)=>{r.value=i,o=l},d:B(function(){this.N=is;let i=r.value.value;o[t]!==i&&(o[t]=i,s?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}xt("unmount",(e,t)=>{if(typeof t.type=="string"){let n=t.__e;if(n){let s=n.U;if(s){n.U=void 0;for(let r in s){let i=s[r];i&&i.d()}}}let o=t.__np;if(o){let s=t.props;for(let r in o)s[r]=o[r]}t.__np=void 0}else{let n=t.__c;if(n){n.__$f|=8;let o=n.__$u;o&&(n.__$u=void 0,o.d())}}e(t)});xt("__h",(e,t,n,o)=>{o<3&&(t.__$f|=2),e(t,n,o)});_t.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;let n=this.__$u,o=n&&n.s!==void 0;for(let s in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){let s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(let s in e)if(s!=="__source"&&e[s]!==this.props[s])return!0;for(let s in this.props)if(!(s in e))return!0;return!1};function bl(e,t){return at(()=>y(e,t),[])}var vl=e=>{queueMicrotask(()=>{queueMicrotask(e)})};function _l(){G(()=>{let e;for(;e=ss.shift();)os.call(e)})}function is(){ss.push(this)===1&&(T.requestAnimationFrame||vl)(_l)}var ls=function(e,t,n,o){var s;t[0]=0;for(var r=1;r<t.length;r++){var i=t[r++],l=t[r]?(t[0]|=i?1:2,n[t[r++]]):t[++r];i===3?o[0]=l:i===4?o[1]=Object.assign(o[1]||{},l):i===5?(o[1]=o[1]||{})[t[++r]]=l:i===6?o[1][t[++r]]+=l+"":i?(s=e.apply(l,ls(e,l,n,["",null])),o.push(s),l[0]?t[0]|=2:(t[r-2]=0,t[r]=s)):o.push(l)}return o},as=new Map;function cs(e){var t=as.get(this);return t||(t=new Map,as.set(this,t)),(t=ls(this,t.get(e)||(t.set(e,t=(function(n){for(var o,s,r=1,i="",l="",c=[0],p=function(f){r===1&&(f||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?c.push(0,f,i):r===3&&(f||i)?(c.push(3,f,i),r=2):r===2&&i==="..."&&f?c.push(4,f,0):r===2&&i&&!f?c.push(5,0,!0,i):r>=5&&((i||!f&&r===5)&&(c.push(r,0,i,s),r=6),f&&(c.push(r,f,0,s),r=6)),i=""},u=0;u<n.length;u++){u&&(r===1&&p(),p(u));for(var d=0;d<n[u].length;d++)o=n[u][d],r===1?o==="<"?(p(),c=[c],r=3):i+=o:r===4?i==="--"&&o===">"?(r=1,i=""):i=o+i[0]:l?o===l?l="":i+=o:o==='"'||o==="'"?l=o:o===">"?(p(),r=1):r&&(o==="="?(r=5,s=i,i=""):o==="/"&&(r<5||n[u][d+1]===">")?(p(),r===3&&(c=c[0]),r=c,(c=c[0]).push(2,0,r),r=0):o===" "||o==="	"||o===`
`||o==="\r"?(p(),r=2):i+=o),r===3&&i==="!--"&&(r=4,c=c[0])}return p(),c})(e)),t),arguments,[])).length>1?t:t[0]}var a=cs.bind(ie);var St=y(null),us=()=>new Promise(e=>{let t=St.value;St.value=n=>{t?.(n),e(n)}});function me(e){let t=St.value;St.value=null,t?.(e)}var q=class extends Error{constructor({code:t,message:n}){super(n),this.code=t}},D=class extends Error{constructor(){super("The desk cannot be reached right now.")}};function x(e){if(e instanceof q||e instanceof D)return e.message;throw e}var wl="me/confirm";async function On(){try{return(await b("GET","me")).agent}catch(e){if(e instanceof q&&e.code==="unauthorized")return null;throw e}}async function hs(e,t,n){return(await b("POST","login",{email:e,password:t,code:n})).agent}async function ds(e,t,n){return(await b("POST","password",{token:e,password:t,code:n})).agent}var fs=()=>b("POST","logout",{});async function b(e,t,n,o){try{return await ps(e,t,n,o)}catch(s){if(!(s instanceof q&&s.code==="not_confirmed")||t===wl||!await us())throw s;return ps(e,t,n,o)}}async function ms(e,t){await b("GET","me/confirmed");let n=await $s("POST",e,t);if(!n.ok)throw new q((await gs(n)).error);return n}async function ps(e,t,n,o){let s=await $s(e,t,n,o),r=await gs(s);if(!s.ok)throw new q(r.error);return r}async function $s(e,t,n,o){let s={"Content-Type":"application/json","X-Requested-With":"warmdesk"};o&&(s["Idempotency-Key"]=o);try{return await fetch(`/api/console/${t}`,{method:e,headers:s,body:n&&JSON.stringify(n)})}catch{throw new D}}async function gs(e){try{return await e.json()}catch{throw new D}}function ys(e){let t=Date.now(),n=()=>{Date.now()-t<6e4||(t=Date.now(),e.tell("active",{}))};for(let o of["pointerdown","keydown","wheel"])addEventListener(o,n,{passive:!0})}var bs="Warmdesk console",kl=1e3,xl=[{hertz:587,after:0},{hertz:880,after:.16}],Sl="Notification"in window,$e=y(Sl?Notification.permission:"denied");async function _s(){$e.value=await Notification.requestPermission()}function ws(e){let t=new Set;B(()=>{let{offers:o=[],queue:s=[]}=e.snapshot.value??{};for(let r of o.filter(i=>!t.has(i.id))){let i=s.find(l=>l.handoff_id===r.handoff_id);vs(`Offer: ${i?.customer_name??"A customer"}`,i?.wanted??i?.situation??"")}t=new Set(o.map(r=>r.id))});let n=null;B(()=>{if(!e.snapshot.value)return;let o=e.mentions.value;for(let s of o.filter(({id:r})=>n&&!n.has(r)))vs("You were mentioned",s.text,()=>e.handling.openMention(s));n=new Set(o.map(s=>s.id))}),B(()=>{let o=e.snapshot.value?.offers.length??0,s=e.unread.value+e.mentions.value.length;return El(o,s,e.watching.value)})}function vs(e,t,n=()=>{}){if(Cl(),$e.value!=="granted"||document.visibilityState==="visible")return;let o=new Notification(e,{body:t,tag:e});o.onclick=()=>{window.focus(),n()}}function Cl(){let e=new AudioContext;for(let{hertz:t,after:n}of xl){let o=e.createOscillator(),s=e.createGain(),r=e.currentTime+n;o.frequency.value=t,s.gain.setValueAtTime(0,r),s.gain.linearRampToValueAtTime(.12,r+.02),s.gain.exponentialRampToValueAtTime(.001,r+.5),o.connect(s).connect(e.destination),o.start(r),o.stop(r+.5)}setTimeout(()=>e.close(),1e3)}function El(e,t,n){let o=e+t,s=o?`(${o}) ${bs}`:bs;if(document.title=s,!e||n)return;let r=setInterval(()=>{document.title=document.title===s?`● ${e} offered to you`:s},kl);return()=>clearInterval(r)}var tt=Object.create(null);tt.open="0",tt.close="1",tt.ping="2",tt.pong="3",tt.message="4",tt.upgrade="5",tt.noop="6";var be=Object.create(null);Object.keys(tt).forEach((e=>{be[tt[e]]=e}));var Nn={type:"error",data:"parser error"},Es=typeof Blob=="function"||typeof Blob<"u"&&Object.prototype.toString.call(Blob)==="[object BlobConstructor]",Ts=typeof ArrayBuffer=="function",Os=e=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(e):e&&e.buffer instanceof ArrayBuffer,Kn=({type:e,data:t},n,o)=>Es&&t instanceof Blob?n?o(t):ks(t,o):Ts&&(t instanceof ArrayBuffer||Os(t))?n?o(t):ks(new Blob([t]),o):o(tt[e]+(t||"")),ks=(e,t)=>{let n=new FileReader;return n.onload=function(){let o=n.result.split(",")[1];t("b"+(o||""))},n.readAsDataURL(e)};function xs(e){return e instanceof Uint8Array?e:e instanceof ArrayBuffer?new Uint8Array(e):new Uint8Array(e.buffer,e.byteOffset,e.byteLength)}var An,Tl="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",jt=typeof Uint8Array>"u"?[]:new Uint8Array(256);for(let e=0;e<64;e++)jt[Tl.charCodeAt(e)]=e;var Ol=typeof ArrayBuffer=="function",Yn=(e,t)=>{if(typeof e!="string")return{type:"message",data:As(e,t)};let n=e.charAt(0);return n==="b"?{type:"message",data:Al(e.substring(1),t)}:be[n]?e.length>1?{type:be[n],data:e.substring(1)}:{type:be[n]}:Nn},Al=(e,t)=>{if(Ol){let n=(o=>{let s,r,i,l,c,p=.75*o.length,u=o.length,d=0;o[o.length-1]==="="&&(p--,o[o.length-2]==="="&&p--);let f=new ArrayBuffer(p),h=new Uint8Array(f);for(s=0;s<u;s+=4)r=jt[o.charCodeAt(s)],i=jt[o.charCodeAt(s+1)],l=jt[o.charCodeAt(s+2)],c=jt[o.charCodeAt(s+3)],h[d++]=r<<2|i>>4,h[d++]=(15&i)<<4|l>>2,h[d++]=(3&l)<<6|63&c;return f})(e);return As(n,t)}return{base64:!0,data:e}},As=(e,t)=>t==="blob"?e instanceof Blob?e:new Blob([e]):e instanceof ArrayBuffer?e:e.buffer,Ss="";function Rl(){return new TransformStream({transform(e,t){(function(n,o){Es&&n.data instanceof Blob?n.data.arrayBuffer().then(xs).then(o):Ts&&(n.data instanceof ArrayBuffer||Os(n.data))?o(xs(n.data)):Kn(n,!1,(s=>{An||(An=new TextEncoder),o(An.encode(s))}))})(e,(n=>{let o=n.length,s;if(o<126)s=new Uint8Array(1),new DataView(s.buffer).setUint8(0,o);else if(o<65536){s=new Uint8Array(3);let r=new DataView(s.buffer);r.setUint8(0,126),r.setUint16(1,o)}else{s=new Uint8Array(9);let r=new DataView(s.buffer);r.setUint8(0,127),r.setBigUint64(1,BigInt(o))}e.data&&typeof e.data!="string"&&(s[0]|=128),t.enqueue(s),t.enqueue(n)}))}})}var Rn;function ge(e){return e.reduce(((t,n)=>t+n.length),0)}function ye(e,t){if(e[0].length===t)return e.shift();let n=new Uint8Array(t),o=0;for(let s=0;s<t;s++)n[s]=e[0][o++],o===e[0].length&&(e.shift(),o=0);return e.length&&o<e[0].length&&(e[0]=e[0].slice(o)),n}function I(e){if(e)return(function(t){for(var n in I.prototype)t[n]=I.prototype[n];return t})(e)}I.prototype.on=I.prototype.addEventListener=function(e,t){return this.t=this.t||{},(this.t["$"+e]=this.t["$"+e]||[]).push(t),this},I.prototype.once=function(e,t){function n(){this.off(e,n),t.apply(this,arguments)}return n.fn=t,this.on(e,n),this},I.prototype.off=I.prototype.removeListener=I.prototype.removeAllListeners=I.prototype.removeEventListener=function(e,t){if(this.t=this.t||{},arguments.length==0)return this.t={},this;var n,o=this.t["$"+e];if(!o)return this;if(arguments.length==1)return delete this.t["$"+e],this;for(var s=0;s<o.length;s++)if((n=o[s])===t||n.fn===t){o.splice(s,1);break}return o.length===0&&delete this.t["$"+e],this},I.prototype.emit=function(e){this.t=this.t||{};for(var t=new Array(arguments.length-1),n=this.t["$"+e],o=1;o<arguments.length;o++)t[o-1]=arguments[o];if(n){o=0;for(var s=(n=n.slice(0)).length;o<s;++o)n[o].apply(this,t)}return this},I.prototype.emitReserved=I.prototype.emit,I.prototype.listeners=function(e){return this.t=this.t||{},this.t["$"+e]||[]},I.prototype.hasListeners=function(e){return!!this.listeners(e).length};var Ce=typeof Promise=="function"&&typeof Promise.resolve=="function"?e=>Promise.resolve().then(e):(e,t)=>t(e,0),J=typeof self<"u"?self:typeof window<"u"?window:Function("return this")();function Rs(e,...t){return t.reduce(((n,o)=>(e.hasOwnProperty(o)&&(n[o]=e[o]),n)),{})}var Dl=J.setTimeout,Nl=J.clearTimeout;function Ee(e,t){t.useNativeTimers?(e.setTimeoutFn=Dl.bind(J),e.clearTimeoutFn=Nl.bind(J)):(e.setTimeoutFn=J.setTimeout.bind(J),e.clearTimeoutFn=J.clearTimeout.bind(J))}function Ds(){return Date.now().toString(36).substring(3)+Math.random().toString(36).substring(2,5)}var qn=class extends Error{constructor(t,n,o){super(t),this.description=n,this.context=o,this.type="TransportError"}},Vt=class extends I{constructor(t){super(),this.writable=!1,Ee(this,t),this.opts=t,this.query=t.query,this.socket=t.socket,this.supportsBinary=!t.forceBase64}onError(t,n,o){return super.emitReserved("error",new qn(t,n,o)),this}open(){return this.readyState="opening",this.doOpen(),this}close(){return this.readyState!=="opening"&&this.readyState!=="open"||(this.doClose(),this.onClose()),this}send(t){this.readyState==="open"&&this.write(t)}onOpen(){this.readyState="open",this.writable=!0,super.emitReserved("open")}onData(t){let n=Yn(t,this.socket.binaryType);this.onPacket(n)}onPacket(t){super.emitReserved("packet",t)}onClose(t){this.readyState="closed",super.emitReserved("close",t)}pause(t){}createUri(t,n={}){return t+"://"+this.i()+this.o()+this.opts.path+this.h(n)}i(){let t=this.opts.hostname;return t.indexOf(":")===-1?t:"["+t+"]"}o(){return this.opts.port&&(this.opts.secure&&Number(this.opts.port)!==443||!this.opts.secure&&Number(this.opts.port)!==80)?":"+this.opts.port:""}h(t){let n=(function(o){let s="";for(let r in o)o.hasOwnProperty(r)&&(s.length&&(s+="&"),s+=encodeURIComponent(r)+"="+encodeURIComponent(o[r]));return s})(t);return n.length?"?"+n:""}},Ln=class extends Vt{constructor(){super(...arguments),this.u=!1}get name(){return"polling"}doOpen(){this.l()}pause(t){this.readyState="pausing";let n=()=>{this.readyState="paused",t()};if(this.u||!this.writable){let o=0;this.u&&(o++,this.once("pollComplete",(function(){--o||n()}))),this.writable||(o++,this.once("drain",(function(){--o||n()})))}else n()}l(){this.u=!0,this.doPoll(),this.emitReserved("poll")}onData(t){((n,o)=>{let s=n.split(Ss),r=[];for(let i=0;i<s.length;i++){let l=Yn(s[i],o);if(r.push(l),l.type==="error")break}return r})(t,this.socket.binaryType).forEach((n=>{if(this.readyState==="opening"&&n.type==="open"&&this.onOpen(),n.type==="close")return this.onClose({description:"transport closed by the server"}),!1;this.onPacket(n)})),this.readyState!=="closed"&&(this.u=!1,this.emitReserved("pollComplete"),this.readyState==="open"&&this.l())}doClose(){let t=()=>{this.write([{type:"close"}])};this.readyState==="open"?t():this.once("open",t)}write(t){this.writable=!1,((n,o)=>{let s=n.length,r=new Array(s),i=0;n.forEach(((l,c)=>{Kn(l,!1,(p=>{r[c]=p,++i===s&&o(r.join(Ss))}))}))})(t,(n=>{this.doWrite(n,(()=>{this.writable=!0,this.emitReserved("drain")}))}))}uri(){let t=this.opts.secure?"https":"http",n=this.query||{};return this.opts.timestampRequests!==!1&&(n[this.opts.timestampParam]=Ds()),this.supportsBinary||n.sid||(n.b64=1),this.createUri(t,n)}},Ns=!1;try{Ns=typeof XMLHttpRequest<"u"&&"withCredentials"in new XMLHttpRequest}catch{}var ql=Ns;function Ll(){}var Pn=class extends Ln{constructor(t){if(super(t),typeof location<"u"){let n=location.protocol==="https:",o=location.port;o||(o=n?"443":"80"),this.xd=typeof location<"u"&&t.hostname!==location.hostname||o!==t.port}}doWrite(t,n){let o=this.request({method:"POST",data:t});o.on("success",n),o.on("error",((s,r)=>{this.onError("xhr post error",s,r)}))}doPoll(){let t=this.request();t.on("data",this.onData.bind(this)),t.on("error",((n,o)=>{this.onError("xhr poll error",n,o)})),this.pollXhr=t}},lt=class e extends I{constructor(t,n,o){super(),this.createRequest=t,Ee(this,o),this.p=o,this.v=o.method||"GET",this.m=n,this.k=o.data!==void 0?o.data:null,this.A()}A(){var t;let n=Rs(this.p,"agent","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","autoUnref");n.xdomain=!!this.p.xd;let o=this.O=this.createRequest(n);try{o.open(this.v,this.m,!0);try{if(this.p.extraHeaders){o.setDisableHeaderCheck&&o.setDisableHeaderCheck(!0);for(let s in this.p.extraHeaders)this.p.extraHeaders.hasOwnProperty(s)&&o.setRequestHeader(s,this.p.extraHeaders[s])}}catch{}if(this.v==="POST")try{o.setRequestHeader("Content-type","text/plain;charset=UTF-8")}catch{}try{o.setRequestHeader("Accept","*/*")}catch{}(t=this.p.cookieJar)===null||t===void 0||t.addCookies(o),"withCredentials"in o&&(o.withCredentials=this.p.withCredentials),this.p.requestTimeout&&(o.timeout=this.p.requestTimeout),o.onreadystatechange=()=>{var s;o.readyState===3&&((s=this.p.cookieJar)===null||s===void 0||s.parseCookies(o.getResponseHeader("set-cookie"))),o.readyState===4&&(o.status===200||o.status===1223?this._():this.setTimeoutFn((()=>{this.j(typeof o.status=="number"?o.status:0)}),0))},o.send(this.k)}catch(s){return void this.setTimeoutFn((()=>{this.j(s)}),0)}typeof document<"u"&&(this.B=e.requestsCount++,e.requests[this.B]=this)}j(t){this.emitReserved("error",t,this.O),this.C(!0)}C(t){if(this.O!==void 0&&this.O!==null){if(this.O.onreadystatechange=Ll,t)try{this.O.abort()}catch{}typeof document<"u"&&delete e.requests[this.B],this.O=null}}_(){let t=this.O.responseText;t!==null&&(this.emitReserved("data",t),this.emitReserved("success"),this.C())}abort(){this.C()}};lt.requestsCount=0,lt.requests={},typeof document<"u"&&(typeof attachEvent=="function"?attachEvent("onunload",Cs):typeof addEventListener=="function"&&addEventListener("onpagehide"in J?"pagehide":"unload",Cs,!1));function Cs(){for(let e in lt.requests)lt.requests.hasOwnProperty(e)&&lt.requests[e].abort()}var Pl=(function(){let e=qs({xdomain:!1});return e&&e.responseType!==null})(),In=class extends Pn{constructor(t){super(t);let n=t&&t.forceBase64;this.supportsBinary=Pl&&!n}request(t={}){return Object.assign(t,{xd:this.xd},this.opts),new lt(qs,this.uri(),t)}};function qs(e){let t=e.xdomain;try{if(typeof XMLHttpRequest<"u"&&(!t||ql))return new XMLHttpRequest}catch{}if(!t)try{return new J[["Active"].concat("Object").join("X")]("Microsoft.XMLHTTP")}catch{}}var Ls=typeof navigator<"u"&&typeof navigator.product=="string"&&navigator.product.toLowerCase()==="reactnative",Fn=class extends Vt{get name(){return"websocket"}doOpen(){let t=this.uri(),n=this.opts.protocols,o=Ls?{}:Rs(this.opts,"agent","perMessageDeflate","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","localAddress","protocolVersion","origin","maxPayload","family","checkServerIdentity");this.opts.extraHeaders&&(o.headers=this.opts.extraHeaders);try{this.ws=this.createSocket(t,n,o)}catch(s){return this.emitReserved("error",s)}this.ws.binaryType=this.socket.binaryType,this.addEventListeners()}addEventListeners(){this.ws.onopen=()=>{this.opts.autoUnref&&this.ws.T.unref(),this.onOpen()},this.ws.onclose=t=>this.onClose({description:"websocket connection closed",context:t}),this.ws.onmessage=t=>this.onData(t.data),this.ws.onerror=t=>this.onError("websocket error",t)}write(t){this.writable=!1;for(let n=0;n<t.length;n++){let o=t[n],s=n===t.length-1;Kn(o,this.supportsBinary,(r=>{try{this.doWrite(o,r)}catch{}s&&Ce((()=>{this.writable=!0,this.emitReserved("drain")}),this.setTimeoutFn)}))}}doClose(){this.ws!==void 0&&(this.ws.onerror=()=>{},this.ws.close(),this.ws=null)}uri(){let t=this.opts.secure?"wss":"ws",n=this.query||{};return this.opts.timestampRequests&&(n[this.opts.timestampParam]=Ds()),this.supportsBinary||(n.b64=1),this.createUri(t,n)}},Dn=J.WebSocket||J.MozWebSocket,Mn=class extends Fn{createSocket(t,n,o){return Ls?new Dn(t,n,o):n?new Dn(t,n):new Dn(t)}doWrite(t,n){this.ws.send(n)}},Un=class extends Vt{get name(){return"webtransport"}doOpen(){try{this.N=new WebTransport(this.createUri("https"),this.opts.transportOptions[this.name])}catch(t){return this.emitReserved("error",t)}this.N.closed.then((()=>{this.onClose()})).catch((t=>{this.onError("webtransport error",t)})),this.N.ready.then((()=>{this.N.createBidirectionalStream().then((t=>{let n=(function(l,c){Rn||(Rn=new TextDecoder);let p=[],u=0,d=-1,f=!1;return new TransformStream({transform(h,$){for(p.push(h);;){if(u===0){if(ge(p)<1)break;let g=ye(p,1);f=!(128&~g[0]),d=127&g[0],u=d<126?3:d===126?1:2}else if(u===1){if(ge(p)<2)break;let g=ye(p,2);d=new DataView(g.buffer,g.byteOffset,g.length).getUint16(0),u=3}else if(u===2){if(ge(p)<8)break;let g=ye(p,8),_=new DataView(g.buffer,g.byteOffset,g.length),S=_.getUint32(0);if(S>Math.pow(2,21)-1){$.enqueue(Nn);break}d=S*Math.pow(2,32)+_.getUint32(4),u=3}else{if(ge(p)<d)break;let g=ye(p,d);$.enqueue(Yn(f?g:Rn.decode(g),c)),u=0}if(d===0||d>l){$.enqueue(Nn);break}}}})})(Number.MAX_SAFE_INTEGER,this.socket.binaryType),o=t.readable.pipeThrough(n).getReader(),s=Rl();s.readable.pipeTo(t.writable),this.U=s.writable.getWriter();let r=()=>{o.read().then((({done:l,value:c})=>{l||(this.onPacket(c),r())})).catch((l=>{}))};r();let i={type:"open"};this.query.sid&&(i.data=`{"sid":"${this.query.sid}"}`),this.U.write(i).then((()=>this.onOpen()))}))}))}write(t){this.writable=!1;for(let n=0;n<t.length;n++){let o=t[n],s=n===t.length-1;this.U.write(o).then((()=>{s&&Ce((()=>{this.writable=!0,this.emitReserved("drain")}),this.setTimeoutFn)}))}}doClose(){var t;(t=this.N)===null||t===void 0||t.close()}},Il={websocket:Mn,webtransport:Un,polling:In},Fl=/^(?:(?![^:@\/?#]+:[^:@\/]*@)(http|https|ws|wss):\/\/)?((?:(([^:@\/?#]*)(?::([^:@\/?#]*))?)?@)?((?:[a-f0-9]{0,4}:){2,7}[a-f0-9]{0,4}|[^:\/?#]*)(?::(\d*))?)(((\/(?:[^?#](?![^?#\/]*\.[^?#\/.]+(?:[?#]|$)))*\/?)?([^?#\/]*))(?:\?([^#]*))?(?:#(.*))?)/,Ml=["source","protocol","authority","userInfo","user","password","host","port","relative","path","directory","file","query","anchor"];function Bn(e){if(e.length>8e3)throw"URI too long";let t=e,n=e.indexOf("["),o=e.indexOf("]");n!=-1&&o!=-1&&(e=e.substring(0,n)+e.substring(n,o).replace(/:/g,";")+e.substring(o,e.length));let s=Fl.exec(e||""),r={},i=14;for(;i--;)r[Ml[i]]=s[i]||"";return n!=-1&&o!=-1&&(r.source=t,r.host=r.host.substring(1,r.host.length-1).replace(/;/g,":"),r.authority=r.authority.replace("[","").replace("]","").replace(/;/g,":"),r.ipv6uri=!0),r.pathNames=(function(l,c){let p=/\/{2,9}/g,u=c.replace(p,"/").split("/");return c.slice(0,1)!="/"&&c.length!==0||u.splice(0,1),c.slice(-1)=="/"&&u.splice(u.length-1,1),u})(0,r.path),r.queryKey=(function(l,c){let p={};return c.replace(/(?:^|&)([^&=]*)=?([^&]*)/g,(function(u,d,f){d&&(p[d]=f)})),p})(0,r.query),r}var Wn=typeof addEventListener=="function"&&typeof removeEventListener=="function",ve=[];Wn&&addEventListener("offline",(()=>{ve.forEach((e=>e()))}),!1);var ke=class e extends I{constructor(t,n={}){var o,s;if(super(),this.binaryType="arraybuffer",this.writeBuffer=[],this.P=0,this.D=[],this.M=-1,this.S=-1,this.L=-1,this.R=1/0,t&&typeof t=="object"&&(n=t,t=null),t){let r=Bn(t);n.hostname=r.host,n.secure=r.protocol==="https"||r.protocol==="wss",n.port=r.port,r.query&&(n.query=r.query)}else n.host&&(n.hostname=Bn(n.host).host);if(Ee(this,n),this.secure=n.secure!=null?n.secure:typeof location<"u"&&location.protocol==="https:",n.hostname&&!n.port&&(n.port=this.secure?"443":"80"),this.hostname=n.hostname||(typeof location<"u"?location.hostname:"localhost"),this.port=n.port||(typeof location<"u"&&location.port?location.port:this.secure?"443":"80"),n.transportImplementations&&n.transports)throw new Error("specifying both 'transportImplementations' and 'transports' options is not supported");n.transportImplementations||!((o=n.transports)===null||o===void 0)&&o.length&&typeof n.transports[0]=="function"?(this.transports=[],this.I=Object.create(null),((s=n.transportImplementations)!==null&&s!==void 0?s:n.transports).forEach((r=>{let i=r.prototype.name;this.transports.push(i),this.I[i]=r}))):(this.transports=n.transports?[...n.transports]:["polling","websocket","webtransport"],this.I=Il),this.opts=Object.assign({path:"/engine.io",agent:!1,withCredentials:!1,upgrade:!0,timestampParam:"t",rememberUpgrade:!1,addTrailingSlash:!0,rejectUnauthorized:!0,perMessageDeflate:{threshold:1024},transportOptions:{},closeOnBeforeunload:!1},n),this.opts.path=this.opts.path.replace(/\/$/,"")+(this.opts.addTrailingSlash?"/":""),typeof this.opts.query=="string"&&(this.opts.query=(function(r){let i={},l=r.split("&");for(let c=0,p=l.length;c<p;c++){let u=l[c].split("=");i[decodeURIComponent(u[0])]=decodeURIComponent(u[1])}return i})(this.opts.query)),Wn&&(this.opts.closeOnBeforeunload&&(this.F=()=>{this.transport&&(this.transport.removeAllListeners(),this.transport.close())},addEventListener("beforeunload",this.F,!1)),this.hostname!=="localhost"&&(this.$=()=>{this.V("transport close",{description:"network connection lost"})},ve.push(this.$))),this.opts.withCredentials&&(this.W=void 0),this.q()}createTransport(t){let n=Object.assign({},this.opts.query);n.EIO=4,n.transport=t,this.id&&(n.sid=this.id);let o=Object.assign({},this.opts,{query:n,socket:this,hostname:this.hostname,secure:this.secure,port:this.port},this.opts.transportOptions[t]);return new this.I[t](o)}q(){if(this.transports.length===0)return void this.setTimeoutFn((()=>{this.emitReserved("error","No transports available")}),0);let t=this.opts.rememberUpgrade&&e.priorWebsocketSuccess&&this.transports.indexOf("websocket")!==-1?"websocket":this.transports[0];this.readyState="opening";let n=this.createTransport(t);n.open(),this.setTransport(n)}setTransport(t){this.transport&&this.transport.removeAllListeners(),this.transport=t,t.on("drain",this.H.bind(this)).on("packet",this.X.bind(this)).on("error",this.j.bind(this)).on("close",(n=>this.V("transport close",n)))}J(t){let n=this.createTransport(t),o=!1;e.priorWebsocketSuccess=!1;let s=()=>{o||(n.send([{type:"ping",data:"probe"}]),n.once("packet",(d=>{if(!o)if(d.type==="pong"&&d.data==="probe"){if(this.upgrading=!0,this.emitReserved("upgrading",n),!n)return;e.priorWebsocketSuccess=n.name==="websocket",this.transport.pause((()=>{o||this.readyState!=="closed"&&(u(),this.setTransport(n),n.send([{type:"upgrade"}]),this.emitReserved("upgrade",n),n=null,this.upgrading=!1,this.flush())}))}else{let f=new Error("probe error");f.transport=n.name,this.emitReserved("upgradeError",f)}})))};function r(){o||(o=!0,u(),n.close(),n=null)}let i=d=>{let f=new Error("probe error: "+d);f.transport=n.name,r(),this.emitReserved("upgradeError",f)};function l(){i("transport closed")}function c(){i("socket closed")}function p(d){n&&d.name!==n.name&&r()}let u=()=>{n.removeListener("open",s),n.removeListener("error",i),n.removeListener("close",l),this.off("close",c),this.off("upgrading",p)};n.once("open",s),n.once("error",i),n.once("close",l),this.once("close",c),this.once("upgrading",p),this.D.indexOf("webtransport")!==-1&&t!=="webtransport"?this.setTimeoutFn((()=>{o||n.open()}),200):n.open()}onOpen(){if(this.readyState="open",e.priorWebsocketSuccess=this.transport.name==="websocket",this.emitReserved("open"),this.flush(),this.readyState==="open"&&this.opts.upgrade)for(let t=0;t<this.D.length;t++)this.J(this.D[t])}X(t){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing")switch(this.emitReserved("packet",t),this.emitReserved("heartbeat"),t.type){case"open":this.onHandshake(JSON.parse(t.data));break;case"ping":this.G("pong"),this.emitReserved("ping"),this.emitReserved("pong"),this.K();break;case"error":let n=new Error("server error");n.code=t.data,this.j(n);break;case"message":this.emitReserved("data",t.data),this.emitReserved("message",t.data)}}onHandshake(t){this.emitReserved("handshake",t),this.id=t.sid,this.transport.query.sid=t.sid,this.D=this.Y(t.upgrades),this.M=t.pingInterval,this.S=t.pingTimeout,this.L=t.maxPayload,this.onOpen(),this.readyState!=="closed"&&this.K()}K(){this.clearTimeoutFn(this.Z);let t=this.M+this.S;this.R=Date.now()+t,this.Z=this.setTimeoutFn((()=>{this.V("ping timeout")}),t),this.opts.autoUnref&&this.Z.unref()}H(){this.writeBuffer.splice(0,this.P),this.P=0,this.writeBuffer.length===0?this.emitReserved("drain"):this.flush()}flush(){if(this.readyState!=="closed"&&this.transport.writable&&!this.upgrading&&this.writeBuffer.length){let t=this.tt();this.transport.send(t),this.P=t.length,this.emitReserved("flush")}}tt(){if(!(this.L&&this.transport.name==="polling"&&this.writeBuffer.length>1))return this.writeBuffer;let t=1;for(let o=0;o<this.writeBuffer.length;o++){let s=this.writeBuffer[o].data;if(s&&(t+=typeof(n=s)=="string"?(function(r){let i=0,l=0;for(let c=0,p=r.length;c<p;c++)i=r.charCodeAt(c),i<128?l+=1:i<2048?l+=2:i<55296||i>=57344?l+=3:(c++,l+=4);return l})(n):Math.ceil(1.33*(n.byteLength||n.size))),o>0&&t>this.L)return this.writeBuffer.slice(0,o);t+=2}var n;return this.writeBuffer}st(){if(!this.R)return!0;let t=Date.now()>this.R;return t&&(this.R=0,Ce((()=>{this.V("ping timeout")}),this.setTimeoutFn)),t}write(t,n,o){return this.G("message",t,n,o),this}send(t,n,o){return this.G("message",t,n,o),this}G(t,n,o,s){if(typeof n=="function"&&(s=n,n=void 0),typeof o=="function"&&(s=o,o=null),this.readyState==="closing"||this.readyState==="closed")return;(o=o||{}).compress=o.compress!==!1;let r={type:t,data:n,options:o};this.emitReserved("packetCreate",r),this.writeBuffer.push(r),s&&this.once("flush",s),this.flush()}close(){let t=()=>{this.V("forced close"),this.transport.close()},n=()=>{this.off("upgrade",n),this.off("upgradeError",n),t()},o=()=>{this.once("upgrade",n),this.once("upgradeError",n)};return this.readyState!=="opening"&&this.readyState!=="open"||(this.readyState="closing",this.writeBuffer.length?this.once("drain",(()=>{this.upgrading?o():t()})):this.upgrading?o():t()),this}j(t){if(e.priorWebsocketSuccess=!1,this.opts.tryAllTransports&&this.transports.length>1&&this.readyState==="opening")return this.transports.shift(),this.q();this.emitReserved("error",t),this.V("transport error",t)}V(t,n){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing"){if(this.clearTimeoutFn(this.Z),this.transport.removeAllListeners("close"),this.transport.close(),this.transport.removeAllListeners(),Wn&&(this.F&&removeEventListener("beforeunload",this.F,!1),this.$)){let o=ve.indexOf(this.$);o!==-1&&ve.splice(o,1)}this.readyState="closed",this.id=null,this.emitReserved("close",t,n),this.writeBuffer=[],this.P=0}}Y(t){let n=[];for(let o=0;o<t.length;o++)~this.transports.indexOf(t[o])&&n.push(t[o]);return n}};ke.protocol=4;var Ul=typeof ArrayBuffer=="function",Bl=e=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(e):e.buffer instanceof ArrayBuffer,Ps=Object.prototype.toString,Wl=typeof Blob=="function"||typeof Blob<"u"&&Ps.call(Blob)==="[object BlobConstructor]",jl=typeof File=="function"||typeof File<"u"&&Ps.call(File)==="[object FileConstructor]";function zn(e){return Ul&&(e instanceof ArrayBuffer||Bl(e))||Wl&&e instanceof Blob||jl&&e instanceof File}function _e(e,t){if(!e||typeof e!="object")return!1;if(Array.isArray(e)){for(let n=0,o=e.length;n<o;n++)if(_e(e[n]))return!0;return!1}if(zn(e))return!0;if(e.toJSON&&typeof e.toJSON=="function"&&arguments.length===1)return _e(e.toJSON(),!0);for(let n in e)if(Object.prototype.hasOwnProperty.call(e,n)&&_e(e[n]))return!0;return!1}function Hl(e){let t=[],n=e.data,o=e;return o.data=we(n,t),o.attachments=t.length,{packet:o,buffers:t}}function we(e,t,n){if(!e)return e;if(zn(e)){let o={_placeholder:!0,num:t.length};return t.push(e),o}if(Array.isArray(e)){let o=new Array(e.length);for(let s=0;s<e.length;s++)o[s]=we(e[s],t);return o}if(typeof e=="object"&&!(e instanceof Date)){if(e.toJSON&&typeof e.toJSON=="function"&&!n)return we(e.toJSON(),t,!0);let o={};for(let s in e)Object.prototype.hasOwnProperty.call(e,s)&&(o[s]=we(e[s],t));return o}return e}function Vl(e,t){return e.data=jn(e.data,t),delete e.attachments,e}function jn(e,t){if(!e)return e;if(e&&e._placeholder===!0){if(typeof e.num=="number"&&e.num>=0&&e.num<t.length)return t[e.num];throw new Error("illegal attachments")}if(Array.isArray(e))for(let n=0;n<e.length;n++)e[n]=jn(e[n],t);else if(typeof e=="object")for(let n in e)Object.prototype.hasOwnProperty.call(e,n)&&(e[n]=jn(e[n],t));return e}var Is=["connect","connect_error","disconnect","disconnecting","newListener","removeListener"];var w;(function(e){e[e.CONNECT=0]="CONNECT",e[e.DISCONNECT=1]="DISCONNECT",e[e.EVENT=2]="EVENT",e[e.ACK=3]="ACK",e[e.CONNECT_ERROR=4]="CONNECT_ERROR",e[e.BINARY_EVENT=5]="BINARY_EVENT",e[e.BINARY_ACK=6]="BINARY_ACK"})(w||(w={}));var Hn=class e extends I{constructor(t){super(),this.opts=Object.assign({reviver:void 0,maxAttachments:10},typeof t=="function"?{reviver:t}:t)}add(t){let n;if(typeof t=="string"){if(this.reconstructor)throw new Error("got plaintext data when reconstructing a packet");n=this.decodeString(t);let o=n.type===w.BINARY_EVENT;o||n.type===w.BINARY_ACK?(n.type=o?w.EVENT:w.ACK,this.reconstructor=new Vn(n)):super.emitReserved("decoded",n)}else{if(!zn(t)&&!t.base64)throw new Error("Unknown type: "+t);if(!this.reconstructor)throw new Error("got binary data when not reconstructing a packet");n=this.reconstructor.takeBinaryData(t),n&&(this.reconstructor=null,super.emitReserved("decoded",n))}}decodeString(t){let n=0,o={type:Number(t.charAt(0))};if(w[o.type]===void 0)throw new Error("unknown packet type "+o.type);if(o.type===w.BINARY_EVENT||o.type===w.BINARY_ACK){let r=n+1;for(;t.charAt(++n)!=="-"&&n!=t.length;);let i=t.substring(r,n);if(i!=Number(i)||t.charAt(n)!=="-")throw new Error("Illegal attachments");let l=Number(i);if(!Fs(l)||l<1)throw new Error("Illegal attachments");if(l>this.opts.maxAttachments)throw new Error("too many attachments");o.attachments=l}if(t.charAt(n+1)==="/"){let r=n+1;for(;++n&&!(t.charAt(n)===","||n===t.length););o.nsp=t.substring(r,n)}else o.nsp="/";let s=t.charAt(n+1);if(s!==""&&Number(s)==s){let r=n+1;for(;++n;){let i=t.charAt(n);if(i==null||Number(i)!=i){--n;break}if(n===t.length)break}o.id=Number(t.substring(r,n+1))}if(t.charAt(++n)){let r=this.tryParse(t.substr(n));if(!e.isPayloadValid(o.type,r))throw new Error("invalid payload");o.data=r}return o}tryParse(t){try{return JSON.parse(t,this.opts.reviver)}catch{return!1}}static isPayloadValid(t,n){switch(t){case w.CONNECT:return xe(n);case w.DISCONNECT:return n===void 0;case w.CONNECT_ERROR:return typeof n=="string"||xe(n);case w.EVENT:case w.BINARY_EVENT:return Array.isArray(n)&&(typeof n[0]=="number"||typeof n[0]=="string"&&Is.indexOf(n[0])===-1);case w.ACK:case w.BINARY_ACK:return Array.isArray(n)}}destroy(){this.reconstructor&&(this.reconstructor.finishedReconstruction(),this.reconstructor=null)}},Vn=class{constructor(t){this.packet=t,this.buffers=[],this.reconPack=t}takeBinaryData(t){if(this.buffers.push(t),this.buffers.length===this.reconPack.attachments){let n=Vl(this.reconPack,this.buffers);return this.finishedReconstruction(),n}return null}finishedReconstruction(){this.reconPack=null,this.buffers=[]}},Fs=Number.isInteger||function(e){return typeof e=="number"&&isFinite(e)&&Math.floor(e)===e};function xe(e){return Object.prototype.toString.call(e)==="[object Object]"}var Kl=Object.freeze({__proto__:null,protocol:5,get PacketType(){return w},Encoder:class{constructor(e){this.replacer=e}encode(e){return e.type!==w.EVENT&&e.type!==w.ACK||!_e(e)?[this.encodeAsString(e)]:this.encodeAsBinary({type:e.type===w.EVENT?w.BINARY_EVENT:w.BINARY_ACK,nsp:e.nsp,data:e.data,id:e.id})}encodeAsString(e){let t=""+e.type;return e.type!==w.BINARY_EVENT&&e.type!==w.BINARY_ACK||(t+=e.attachments+"-"),e.nsp&&e.nsp!=="/"&&(t+=e.nsp+","),e.id!=null&&(t+=e.id),e.data!=null&&(t+=JSON.stringify(e.data,this.replacer)),t}encodeAsBinary(e){let t=Hl(e),n=this.encodeAsString(t.packet),o=t.buffers;return o.unshift(n),o}},Decoder:Hn,isPacketValid:function(e){return typeof e.nsp=="string"&&((t=e.id)===void 0||Fs(t))&&(function(n,o){switch(n){case w.CONNECT:return o===void 0||xe(o);case w.DISCONNECT:return o===void 0;case w.EVENT:return Array.isArray(o)&&(typeof o[0]=="number"||typeof o[0]=="string"&&Is.indexOf(o[0])===-1);case w.ACK:return Array.isArray(o);case w.CONNECT_ERROR:return typeof o=="string"||xe(o);default:return!1}})(e.type,e.data);var t}});function X(e,t,n){return e.on(t,n),function(){e.off(t,n)}}var Yl=Object.freeze({connect:1,connect_error:1,disconnect:1,disconnecting:1,newListener:1,removeListener:1}),Se=class extends I{constructor(t,n,o){super(),this.connected=!1,this.recovered=!1,this.receiveBuffer=[],this.sendBuffer=[],this.et=[],this.nt=0,this.ids=0,this.acks={},this.flags={},this.io=t,this.nsp=n,o&&o.auth&&(this.auth=o.auth),this.p=Object.assign({},o),this.io.rt&&this.open()}get disconnected(){return!this.connected}subEvents(){if(this.subs)return;let t=this.io;this.subs=[X(t,"open",this.onopen.bind(this)),X(t,"packet",this.onpacket.bind(this)),X(t,"error",this.onerror.bind(this)),X(t,"close",this.onclose.bind(this))]}get active(){return!!this.subs}connect(){return this.connected||(this.subEvents(),this.io.ot||this.io.open(),this.io.ht==="open"&&this.onopen()),this}open(){return this.connect()}send(...t){return t.unshift("message"),this.emit.apply(this,t),this}emit(t,...n){var o,s,r;if(Yl.hasOwnProperty(t))throw new Error('"'+t.toString()+'" is a reserved event name');if(n.unshift(t),this.p.retries&&!this.flags.fromQueue&&!this.flags.volatile)return this.ct(n),this;let i={type:w.EVENT,data:n,options:{}};if(i.options.compress=this.flags.compress!==!1,typeof n[n.length-1]=="function"){let p=this.ids++,u=n.pop();this.ut(p,u),i.id=p}let l=(s=(o=this.io.engine)===null||o===void 0?void 0:o.transport)===null||s===void 0?void 0:s.writable,c=this.connected&&!(!((r=this.io.engine)===null||r===void 0)&&r.st());return this.flags.volatile&&!l||(c?(this.notifyOutgoingListeners(i),this.packet(i)):this.sendBuffer.push(i)),this.flags={},this}ut(t,n){var o;let s=(o=this.flags.timeout)!==null&&o!==void 0?o:this.p.ackTimeout;if(s===void 0)return void(this.acks[t]=n);let r=this.io.setTimeoutFn((()=>{delete this.acks[t];for(let l=0;l<this.sendBuffer.length;l++)this.sendBuffer[l].id===t&&this.sendBuffer.splice(l,1);n.call(this,new Error("operation has timed out"))}),s),i=(...l)=>{this.io.clearTimeoutFn(r),n.apply(this,l)};i.withError=!0,this.acks[t]=i}emitWithAck(t,...n){return new Promise(((o,s)=>{let r=(i,l)=>i?s(i):o(l);r.withError=!0,n.push(r),this.emit(t,...n)}))}ct(t){let n;typeof t[t.length-1]=="function"&&(n=t.pop());let o={id:this.nt++,tryCount:0,pending:!1,args:t,flags:Object.assign({fromQueue:!0},this.flags)};t.push(((s,...r)=>(this.et[0],s!==null?o.tryCount>this.p.retries&&(this.et.shift(),n&&n(s)):(this.et.shift(),n&&n(null,...r)),o.pending=!1,this.ft()))),this.et.push(o),this.ft()}ft(t=!1){if(!this.connected||this.et.length===0)return;let n=this.et[0];n.pending&&!t||(n.pending=!0,n.tryCount++,this.flags=n.flags,this.emit.apply(this,n.args))}packet(t){t.nsp=this.nsp,this.io.lt(t)}onopen(){typeof this.auth=="function"?this.auth((t=>{this.dt(t)})):this.dt(this.auth)}dt(t){this.packet({type:w.CONNECT,data:this.yt?Object.assign({pid:this.yt,offset:this.bt},t):t})}onerror(t){this.connected||this.emitReserved("connect_error",t)}onclose(t,n){this.connected=!1,delete this.id,this.emitReserved("disconnect",t,n),this.wt()}wt(){Object.keys(this.acks).forEach((t=>{if(!this.sendBuffer.some((n=>String(n.id)===t))){let n=this.acks[t];delete this.acks[t],n.withError&&n.call(this,new Error("socket has been disconnected"))}}))}onpacket(t){if(t.nsp===this.nsp)switch(t.type){case w.CONNECT:t.data&&t.data.sid?this.onconnect(t.data.sid,t.data.pid):this.emitReserved("connect_error",new Error("It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not compatible (more information here: https://socket.io/docs/v3/migrating-from-2-x-to-3-0/)"));break;case w.EVENT:case w.BINARY_EVENT:this.onevent(t);break;case w.ACK:case w.BINARY_ACK:this.onack(t);break;case w.DISCONNECT:this.ondisconnect();break;case w.CONNECT_ERROR:this.destroy();let n=new Error(t.data.message);n.data=t.data.data,this.emitReserved("connect_error",n)}}onevent(t){let n=t.data||[];t.id!=null&&n.push(this.ack(t.id)),this.connected?this.emitEvent(n):this.receiveBuffer.push(Object.freeze(n))}emitEvent(t){if(this.gt&&this.gt.length){let n=this.gt.slice();for(let o of n)o.apply(this,t)}super.emit.apply(this,t),this.yt&&t.length&&typeof t[t.length-1]=="string"&&(this.bt=t[t.length-1])}ack(t){let n=this,o=!1;return function(...s){o||(o=!0,n.packet({type:w.ACK,id:t,data:s}))}}onack(t){let n=this.acks[t.id];typeof n=="function"&&(delete this.acks[t.id],n.withError&&t.data.unshift(null),n.apply(this,t.data))}onconnect(t,n){this.id=t,this.recovered=n&&this.yt===n,this.yt=n,this.connected=!0,this.emitBuffered(),this.ft(!0),this.emitReserved("connect")}emitBuffered(){this.receiveBuffer.forEach((t=>this.emitEvent(t))),this.receiveBuffer=[],this.sendBuffer.forEach((t=>{this.notifyOutgoingListeners(t),this.packet(t)})),this.sendBuffer=[]}ondisconnect(){this.destroy(),this.onclose("io server disconnect")}destroy(){this.subs&&(this.subs.forEach((t=>t())),this.subs=void 0),this.io.vt(this)}disconnect(){return this.connected&&this.packet({type:w.DISCONNECT}),this.destroy(),this.connected&&this.onclose("io client disconnect"),this}close(){return this.disconnect()}compress(t){return this.flags.compress=t,this}get volatile(){return this.flags.volatile=!0,this}timeout(t){return this.flags.timeout=t,this}onAny(t){return this.gt=this.gt||[],this.gt.push(t),this}prependAny(t){return this.gt=this.gt||[],this.gt.unshift(t),this}offAny(t){if(!this.gt)return this;if(t){let n=this.gt;for(let o=0;o<n.length;o++)if(t===n[o])return n.splice(o,1),this}else this.gt=[];return this}listenersAny(){return this.gt||[]}onAnyOutgoing(t){return this.kt=this.kt||[],this.kt.push(t),this}prependAnyOutgoing(t){return this.kt=this.kt||[],this.kt.unshift(t),this}offAnyOutgoing(t){if(!this.kt)return this;if(t){let n=this.kt;for(let o=0;o<n.length;o++)if(t===n[o])return n.splice(o,1),this}else this.kt=[];return this}listenersAnyOutgoing(){return this.kt||[]}notifyOutgoingListeners(t){if(this.kt&&this.kt.length){let n=this.kt.slice();for(let o of n)o.apply(this,t.data)}}};function Ct(e){e=e||{},this.ms=e.min||100,this.max=e.max||1e4,this.factor=e.factor||2,this.jitter=e.jitter>0&&e.jitter<=1?e.jitter:0,this.attempts=0}Ct.prototype.duration=function(){var e=this.ms*Math.pow(this.factor,this.attempts++);if(this.jitter){var t=Math.random(),n=Math.floor(t*this.jitter*e);e=1&Math.floor(10*t)?e+n:e-n}return 0|Math.min(e,this.max)},Ct.prototype.reset=function(){this.attempts=0},Ct.prototype.setMin=function(e){this.ms=e},Ct.prototype.setMax=function(e){this.max=e},Ct.prototype.setJitter=function(e){this.jitter=e};var Kt=class extends I{constructor(t,n){var o;super(),this.nsps={},this.subs=[],t&&typeof t=="object"&&(n=t,t=void 0),(n=n||{}).path=n.path||"/socket.io",this.opts=n,Ee(this,n),this.reconnection(n.reconnection!==!1),this.reconnectionAttempts(n.reconnectionAttempts||1/0),this.reconnectionDelay(n.reconnectionDelay||1e3),this.reconnectionDelayMax(n.reconnectionDelayMax||5e3),this.randomizationFactor((o=n.randomizationFactor)!==null&&o!==void 0?o:.5),this.backoff=new Ct({min:this.reconnectionDelay(),max:this.reconnectionDelayMax(),jitter:this.randomizationFactor()}),this.timeout(n.timeout==null?2e4:n.timeout),this.ht="closed",this.uri=t;let s=n.parser||Kl;this.encoder=new s.Encoder,this.decoder=new s.Decoder,this.rt=n.autoConnect!==!1,this.rt&&this.open()}reconnection(t){return arguments.length?(this.At=!!t,t||(this.skipReconnect=!0),this):this.At}reconnectionAttempts(t){return t===void 0?this.Et:(this.Et=t,this)}reconnectionDelay(t){var n;return t===void 0?this.Ot:(this.Ot=t,(n=this.backoff)===null||n===void 0||n.setMin(t),this)}randomizationFactor(t){var n;return t===void 0?this._t:(this._t=t,(n=this.backoff)===null||n===void 0||n.setJitter(t),this)}reconnectionDelayMax(t){var n;return t===void 0?this.jt:(this.jt=t,(n=this.backoff)===null||n===void 0||n.setMax(t),this)}timeout(t){return arguments.length?(this.Bt=t,this):this.Bt}maybeReconnectOnOpen(){!this.ot&&this.At&&this.backoff.attempts===0&&this.reconnect()}open(t){if(~this.ht.indexOf("open"))return this;this.engine=new ke(this.uri,this.opts);let n=this.engine,o=this;this.ht="opening",this.skipReconnect=!1;let s=X(n,"open",(function(){o.onopen(),t&&t()})),r=l=>{this.cleanup(),this.ht="closed",this.emitReserved("error",l),t?t(l):this.maybeReconnectOnOpen()},i=X(n,"error",r);if(this.Bt!==!1){let l=this.Bt,c=this.setTimeoutFn((()=>{s(),r(new Error("timeout")),n.close()}),l);this.opts.autoUnref&&c.unref(),this.subs.push((()=>{this.clearTimeoutFn(c)}))}return this.subs.push(s),this.subs.push(i),this}connect(t){return this.open(t)}onopen(){this.cleanup(),this.ht="open",this.emitReserved("open");let t=this.engine;this.subs.push(X(t,"ping",this.onping.bind(this)),X(t,"data",this.ondata.bind(this)),X(t,"error",this.onerror.bind(this)),X(t,"close",this.onclose.bind(this)),X(this.decoder,"decoded",this.ondecoded.bind(this)))}onping(){this.emitReserved("ping")}ondata(t){try{this.decoder.add(t)}catch(n){this.onclose("parse error",n)}}ondecoded(t){Ce((()=>{this.emitReserved("packet",t)}),this.setTimeoutFn)}onerror(t){this.emitReserved("error",t)}socket(t,n){let o=this.nsps[t];return o?this.rt&&!o.active&&o.connect():(o=new Se(this,t,n),this.nsps[t]=o),o}vt(t){let n=Object.keys(this.nsps);for(let o of n)if(this.nsps[o].active)return;this.xt()}lt(t){let n=this.encoder.encode(t);for(let o=0;o<n.length;o++)this.engine.write(n[o],t.options)}cleanup(){this.subs.forEach((t=>t())),this.subs.length=0,this.decoder.destroy()}xt(){this.skipReconnect=!0,this.ot=!1,this.onclose("forced close")}disconnect(){return this.xt()}onclose(t,n){var o;this.cleanup(),(o=this.engine)===null||o===void 0||o.close(),this.backoff.reset(),this.ht="closed",this.emitReserved("close",t,n),this.At&&!this.skipReconnect&&this.reconnect()}reconnect(){if(this.ot||this.skipReconnect)return this;let t=this;if(this.backoff.attempts>=this.Et)this.backoff.reset(),this.emitReserved("reconnect_failed"),this.ot=!1;else{let n=this.backoff.duration();this.ot=!0;let o=this.setTimeoutFn((()=>{t.skipReconnect||(this.emitReserved("reconnect_attempt",t.backoff.attempts),t.skipReconnect||t.open((s=>{s?(t.ot=!1,t.reconnect(),this.emitReserved("reconnect_error",s)):t.onreconnect()})))}),n);this.opts.autoUnref&&o.unref(),this.subs.push((()=>{this.clearTimeoutFn(o)}))}}onreconnect(){let t=this.backoff.attempts;this.ot=!1,this.backoff.reset(),this.emitReserved("reconnect",t)}},Wt={};function Ht(e,t){typeof e=="object"&&(t=e,e=void 0);let n=(function(c,p="",u){let d=c;u=u||typeof location<"u"&&location,c==null&&(c=u.protocol+"//"+u.host),typeof c=="string"&&(c.charAt(0)==="/"&&(c=c.charAt(1)==="/"?u.protocol+c:u.host+c),/^(https?|wss?):\/\//.test(c)||(c=u!==void 0?u.protocol+"//"+c:"https://"+c),d=Bn(c)),d.port||(/^(http|ws)$/.test(d.protocol)?d.port="80":/^(http|ws)s$/.test(d.protocol)&&(d.port="443")),d.path=d.path||"/";let f=d.host.indexOf(":")!==-1?"["+d.host+"]":d.host;return d.id=d.protocol+"://"+f+":"+d.port+p,d.href=d.protocol+"://"+f+(u&&u.port===d.port?"":":"+d.port),d})(e,(t=t||{}).path||"/socket.io"),o=n.source,s=n.id,r=n.path,i=Wt[s]&&r in Wt[s].nsps,l;return t.forceNew||t["force new connection"]||t.multiplex===!1||i?l=new Kt(o,t):(Wt[s]||(Wt[s]=new Kt(o,t)),l=Wt[s]),n.query&&!t.query&&(t.query=n.queryKey),l.socket(n.path,t)}Object.assign(Ht,{Manager:Kt,Socket:Se,io:Ht,connect:Ht});var zl=1e4,Ms=3e3,Te=class{#t=Ht("/console",{autoConnect:!1,reconnectionDelayMax:Ms});#e=()=>{};open(t){let n=this.#t;this.#e=t.unauthorized,n.on("connect",t.connected),n.on("disconnect",o=>{t.lost(),o==="io server disconnect"&&(t.unauthorized(),this.#n())}),n.on("connect_error",o=>{o.message==="unauthorized"&&t.unauthorized(),n.active||this.#n()}),n.on("event",t.event),n.on("typing",({conversation_id:o})=>t.typing(o)),n.connect()}hear(t,n){return this.#t.on(t,n),()=>{this.#t.off(t,n)}}again(){this.#t.disconnect(),this.#n()}close(){this.#t.off(),this.#t.disconnect()}async ask(t,n){if(!this.#t.connected)throw new D;let o;try{o=await this.#t.timeout(zl).emitWithAck(t,n)}catch{throw new D}if(o?.error?.code==="unauthorized"&&this.#e(),o?.error)throw new q(o.error);return o}tell(t,n){this.#t.connected&&this.#t.emit(t,n)}#n(){setTimeout(()=>this.#t.connect(),Ms)}};var Gl="warmdesk:";function V(e,t){let n=Gl+e,o=y(Us(localStorage.getItem(n),t));return B(()=>localStorage.setItem(n,JSON.stringify(o.value))),addEventListener("storage",s=>{s.key===n&&(o.value=Us(s.newValue,t))}),o}function Us(e,t){try{return e===null?t:JSON.parse(e)}catch{return t}}var Oe=class{#t=V("outbox",[]);constructor(){this.#t.value=this.waiting()}waiting(){return this.#t.peek().filter(t=>!t.taken)}of(t,n){let o=new Set(n.map(s=>s.client_id));return this.#t.value.filter(s=>s.conversation_id===t&&!o.has(s.client_id))}add(t){let n={...t,client_id:Yt(),time:new Date().toISOString(),taken:!1};return this.#t.value=[...this.#t.value,n],n}take(t){this.#t.value=this.#t.value.map(n=>n.client_id===t?{...n,taken:!0}:n)}drop(t){t&&(this.#t.value=this.#t.value.filter(n=>n.client_id!==t))}};function Yt(){let e=crypto.getRandomValues(new Uint8Array(16));return e[6]=e[6]&15|64,e[8]=e[8]&63|128,[...e].map(n=>n.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/,"$1-$2-$3-$4-")}var Jl=10,Ae=class{#t=y({});constructor(t){this.upload=t}of(t){return this.#t.value[t]??[]}isReady(t){return this.of(t).every(({ref:n})=>n)}add(t,n){let o=Jl-this.of(t).length;return Promise.all([...n].slice(0,o).map(s=>this.#e(t,s)))}remove(t,n){this.#o(t,this.of(t).filter(o=>o.key!==n))}clear(t){this.#o(t,[])}async#e(t,n){let o=Yt(),s=n.type.startsWith("image/")?URL.createObjectURL(n):null,r={key:o,name:n.name,preview:s,ref:null,error:null};this.#o(t,[...this.of(t),r]);try{this.#n(t,o,{ref:await this.upload(n)})}catch(i){this.#n(t,o,{error:x(i)})}}#n(t,n,o){let s=this.of(t).map(r=>r.key===n?{...r,...o}:r);this.#o(t,s)}#o(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var Et=["normal","high","urgent"],Re=class{constructor(t,n){this.ask=t,this.tried=n}label({id:t},n){return this.ask("label",{conversation_id:t,labels:n})}prioritise({id:t},n){return this.tried(()=>this.ask("prioritise",{conversation_id:t,priority:n}))}askBot({id:t,epoch:n},o,s){return this.ask("ask_bot",{conversation_id:t,epoch:n,kind:o,question:s})}},Bs=e=>Et[(Et.indexOf(e)+1)%Et.length],Ws=(e,t)=>(e?.labels??[]).filter(n=>t.includes(n.id)),js=(e,t)=>e?b("PUT",`labels/${e}`,{name:t}):b("POST","labels",{name:t}),Hs=e=>b("DELETE",`labels/${e}`);var De=class{#t=y({});constructor(t){this.ask=t}of(t){return this.#t.value[t]??{contact:null,error:null,reading:!1}}async read(t,n=0){let{contact:o}=this.of(t),s=Date.parse(o?.read_at??"1970-01-01");if(!(Date.now()-s<n)){this.#e(t,{contact:o,error:null,reading:!0});try{let{contact:r}=await this.ask("contact",{conversation_id:t});this.#e(t,{contact:r,error:null,reading:!1})}catch(r){let i=r instanceof D?null:x(r);this.#e(t,{contact:o,error:i,reading:!1})}}}#e(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var Ne=class{#t=V("drafts",{});get(t,n){return this.#t.value[`${t} ${n}`]??""}set(t,n,o){let{[`${t} ${n}`]:s,...r}=this.#t.peek();this.#t.value=o?{...r,[`${t} ${n}`]:o}:r}giveBack(t,n,o){let s=this.get(t,n);this.set(t,n,s?`${o}
${s}`:o)}};async function Vs(e){let t;try{t=await fetch(`/api/console/media?name=${encodeURIComponent(e.name)}`,{method:"POST",headers:{"Content-Type":e.type||"application/octet-stream","X-Requested-With":"warmdesk"},body:e})}catch{throw new D}let n=await t.json();if(!t.ok)throw new q(n.error);return n.attachment.ref}var qe=class{wanted=y({});hits=y(null);chosen=y(0);topics=y([]);error=y("");#t=y(null);#e=0;constructor(t){this.ask=t}get more(){return this.#t.value!==null}async find(t){if(this.wanted.value=t,Object.keys(t).length)return this.#n(null);this.#e++,this.#o([],null,""),this.hits.value=null}readOn(){return this.#n(this.#t.peek())}async readTopics(){try{this.topics.value=(await this.ask("topics",{})).topics}catch(t){if(!(t instanceof D))throw t}}choose(t){let n=this.hits.peek()?.length??0;this.chosen.value=Math.min(Math.max(this.chosen.peek()+t,0),Math.max(n-1,0))}async#n(t){let n=++this.#e;try{let o={...this.wanted.peek(),...t?{before:t}:{}},{hits:s,next:r}=await this.ask("search",o);if(n!==this.#e)return;this.#o(t?[...this.hits.peek()??[],...s]:s,r,""),t||(this.chosen.value=0)}catch(o){n===this.#e&&this.#o([],null,x(o))}}#o(t,n,o){G(()=>{this.hits.value=t,this.#t.value=n,this.error.value=o})}};function Gn(e){let n=[...e].map(([o,s])=>[o,String(s).trim()]).filter(([,o])=>o);return Object.fromEntries(n.map(([o,s])=>[o,o==="rating"?Number(s):s]))}function Le(e){return e==="queued"||e==="offered"}function Jn({queue:e,waiting:t}){return e.length>=t}function zs(e){return Js(e)?.handoff_id??null}function Pe(e,t){let n=e.queue.filter(o=>o.handoff_id!==t.handoff_id);return Le(t.state)&&Ql(e,t)?Xl(n,t):n}function Gs(e,t){let n=Ks(e.queue,t.queue).sort(Qn);return{...e,queue:n,clocks:Ks(e.clocks,t.clocks)}}function Ks(e,t){let n=new Set(e.map(o=>o.handoff_id));return[...e,...t.filter(o=>!n.has(o.handoff_id))]}function Ql(e,t){if(Jn(e)||t.offered_to===e.agent.id)return!0;let n=Js(e);return!!n&&Qn(t,n)<=0}function Js({queue:e,agent:t}){return e.findLast(n=>n.offered_to!==t.id)}function Xl(e,t){let[n,o]=[0,e.length];for(;n<o;){let s=n+o>>1;Qn(e[s],t)<0?n=s+1:o=s}return e.toSpliced(n,0,t)}function Qn(e,t){return Date.parse(e.counts_from)-Date.parse(t.counts_from)||Ys(e.counts_from,t.counts_from)||Ys(e.handoff_id,t.handoff_id)}var Ys=(e,t)=>e<t?-1:e>t?1:0;var Zl=["id","name","presence","at_desk"],tc=["id","channel","owner","epoch","agent_id","customer_name","level","how","last_seq","last_text","updated_at","opened_at","handoff_id","priority","reply_window_until","page","labels","asking"],ec=["id","conversation_id","seq","author","kind","channel","text","time","buttons","image","attachments","custom","client_id","turn_id","state","how"],Qs=["id","text","conversation_id","time","seq"],Xs=["id","handoff_id","conversation_id","expires_at"],zt=["handoff_id","conversation_id","state","reason","skill","priority","wanted","situation","customer_name","channel","created_at","queued_at","counts_from","offered_to","labels"],nc=["handoff_id","conversation_id","waits_since","dues"],Zs={"handoff.queued":{item:zt,was:null},"handoff.offered":{item:zt,was:null},"handoff.assigned":{item:zt,was:null},"handoff.resolved":{item:zt,was:null},"handoff.abandoned":{item:zt,was:null},"offer.made":{offer:Xs,agent_id:null,state:null},"offer.ended":{offer:Xs,agent_id:null,state:null},"conversation.changed":{conversation:tc},"message.added":{conversation_id:null,message:ec},"message.updated":{conversation_id:null,seq:null,state:null,custom:null,text:null,attachments:null},"agent.changed":{agent:Zl},"channel.changed":{channel:null,stopped:null},"labels.changed":{labels:null},"readers.changed":{conversation_id:null,readers:null},"notice.added":{notice:Qs},"notice.seen":{notice:Qs},"clock.changed":{clock:nc}};var Tt=class extends Error{},tr={"handoff.queued":Gt,"handoff.offered":Gt,"handoff.assigned":Gt,"handoff.resolved":Gt,"handoff.abandoned":Gt,"offer.made":sc,"offer.ended":rc,"conversation.changed":ic,"message.added":Xn,"message.updated":Xn,"agent.changed":ac,"channel.changed":lc,"labels.changed":cc,"readers.changed":Xn,"notice.added":uc,"notice.seen":pc,"clock.changed":hc};function er(e,t){Zn(t,["cursor","type","data"],"an event");let n=Object.hasOwn(tr,t.type)?tr[t.type]:void 0;if(n===void 0)throw new Tt(`unknown event type ${t.type}`);return oc(t,Zs[t.type]),{...dc(n(e,t.data)),cursor:t.cursor}}function oc(e,t){Zn(e.data,Object.keys(t),e.type);for(let[n,o]of Object.entries(t))o!==null&&Zn(e.data[n],o,`${e.type} ${n}`)}function Zn(e,t,n){for(let o of Object.keys(e))if(!t.includes(o))throw new Tt(`unknown field ${o} in ${n}`)}function Xn(e){return e}function Gt(e,{item:t,was:n}){let o=e.waiting+Number(Le(t.state))-Number(Le(n));return{...e,waiting:o,queue:Pe(e,t)}}function sc(e,{offer:t,agent_id:n}){return n!==e.agent.id?e:{...e,offers:Ie(e.offers,t)}}function rc(e,{offer:t}){return{...e,offers:e.offers.filter(n=>n.id!==t.id)}}function ic(e,{conversation:t}){let o=t.owner==="agent"&&t.agent_id===e.agent.id?Ie(e.conversations,t):e.conversations.filter(s=>s.id!==t.id);return{...e,conversations:o}}function ac(e,{agent:t}){let{at_desk:n,...o}=t,s=t.id===e.agent.id?{...e.agent,...o}:e.agent;return{...e,agent:s,agents:Ie(e.agents,t)}}function lc(e,{channel:t,stopped:n}){let o=e.stopped_channels.filter(s=>s.channel!==t);return{...e,stopped_channels:n?[...o,n]:o}}function cc(e,{labels:t}){return{...e,labels:t}}function uc(e,{notice:t}){return{...e,notices:Ie(e.notices,t)}}function pc(e,{notice:t}){return{...e,notices:e.notices.filter(n=>n.id!==t.id)}}function hc(e,{clock:t}){let n=e.clocks.filter(o=>o.handoff_id!==t.handoff_id);return{...e,clocks:[...n,t]}}function dc(e){let t=new Set(e.queue.map(o=>o.handoff_id));for(let{handoff_id:o}of e.conversations)o&&t.add(o);let n=e.clocks.filter(o=>t.has(o.handoff_id));return n.length===e.clocks.length?e:{...e,clocks:n}}function Ie(e,t){return e.some(o=>o.id===t.id)?e.map(o=>o.id===t.id?t:o):[...e,t]}var Fe=class{#t=null;#e=null;#n=0;#o=null;constructor(t,n){this.ask=t,this.show=n}async connected(){let t=++this.#n;this.#e=[];let n=await this.#r();if(t!==this.#n)return;let o=this.#e;this.#e=null,n.snapshot&&this.#a(n.snapshot);for(let s of[...n.events,...o])this.#s(s)}receive(t){this.#e?this.#e.push(t):this.#s(t)}async more(){let t=this.#t;if(!t||this.#o||this.#e||Jn(t))return null;let[n,o]=[this.#n,this.#o=[]];try{let s=zs(t),r=await this.ask("queue",s?{after:s}:{});if(n!==this.#n||!this.#t)return null;let i=Gs(this.#t,r);return this.#t=o.reduce((l,c)=>({...l,queue:Pe(l,c)}),i),this.#t}finally{this.#o=null}}async#r(){if(this.#t){let t=await this.ask("sync",{cursor:this.#t.cursor});if(!t.reset)return{snapshot:null,events:t.events}}return{snapshot:await this.ask("snapshot",{}),events:[]}}#a(t){this.#t=t,this.show(t,null)}#s(t){!this.#t||t.cursor<=this.#t.cursor||(this.#t=er(this.#t,t),t.data.item&&this.#o?.push(t.data.item),this.show(this.#t,t))}};var Me=class{constructor(t,n,o){this.ask=t,this.tried=n,this.screen=o}setPresence(t){return this.tried(()=>this.ask("presence",{presence:t}))}accept(t){return this.tried(async()=>{await this.ask("accept",{offer_id:t.id}),this.screen.select(t.conversation_id),this.screen.write("reply")})}decline(t){return this.tried(()=>this.ask("decline",{offer_id:t.id}))}resumeChannel(t){return this.tried(()=>this.ask("resume",{channel:t}))}transfer({id:t,epoch:n},o,s){return this.ask("transfer",{conversation_id:t,epoch:n,...o,note:s})}takeOver({id:t}){return this.tried(async()=>{await this.ask("take_over",{conversation_id:t}),this.screen.write("reply")})}sendAgain({conversation_id:t,seq:n}){return this.tried(()=>this.ask("send_again",{conversation_id:t,seq:n}))}dismiss(t){return this.tried(()=>this.ask("dismiss",{notice_id:t}))}openMention(t){t?.conversation_id&&(this.screen.select(t.conversation_id,t.seq),this.dismiss(t.id))}};async function fc(){try{return(await(await fetch("/health")).json()).bot}catch{return null}}function nr(e,t){setInterval(async()=>{t()&&(e.value=await fc()??e.value)},15e3)}var mc=["floor","reports","accounts","audit","privacy"];function sr(e){let[,t,n,o]=e.replace(/^#/,"").split("/"),s=mc.find(r=>r===t);return s?{view:s,id:null,seq:null}:t==="join"&&n?{view:t,id:or(n),seq:null}:t!=="c"||!n?{view:"conversation",id:null,seq:null}:{view:"conversation",id:or(n),seq:/^[1-9]\d*$/.test(o??"")?Number(o):null}}var W=(e,t)=>`#/c/${encodeURIComponent(e)}${t?`/${t}`:""}`;function or(e){try{return decodeURIComponent(e)}catch{return e}}function rr(e,t,n){let o=e.indexOf(t??"");return o<0?(n>0?e[0]:e.at(-1))??null:e[(o+n+e.length)%e.length]}var Ue=class{#t=V("quotes",{});of(t){return this.#t.value[t]??null}set(t,n){let{[t]:o,...s}=this.#t.peek();this.#t.value=n?{...s,[t]:n}:s}},to=({kind:e,author:t})=>e==="text"&&t.kind!=="system";function ir(e,t){return e.filter(o=>o.author.kind==="customer"&&to(o)&&o.seq<(t??1/0)).at(-1)?.seq??null}var $c=8e3,Be=class{#t=y(null);typed(t,n){this.#t.value={id:t,kind:n,at:Date.now()}}follow(t){let n=Y(()=>t.view.value==="conversation"&&t.watching.value?t.selected.value:null),o=Y(()=>{let{id:s,kind:r,at:i}=this.#t.value??{id:"",kind:"reply",at:0};return s===n.value&&t.now.value-i<$c&&t.drafts.get(s,r).trim()?r:null});return B(()=>{t.link.value==="live"&&t.connection.tell("look",{conversation_id:n.value,writing:o.value})})}};function ar(e,t,n,o){let s={reply:"is writing a reply",note:"is writing a note"};return e.filter(({agent_id:r,writing:i})=>r!==t&&(i||r!==n)).map(({agent_id:r,writing:i})=>`${o(r)} ${i?s[i]:"is reading along"}`)}var gc=6e4,lr=/\{(agent|customer|order)\}/,We=class{known=y([]);#t=-1/0;async want(){if(!(performance.now()-this.#t<gc))try{await this.read()}catch(t){if(!(t instanceof D))throw t}}async read(){this.known.value=(await b("GET","replies")).replies,this.#t=performance.now()}async save(t,n){await(t?b("PUT",`replies/${t}`,n):b("POST","replies",n)),await this.read()}async remove(t){await b("DELETE",`replies/${t}`),await this.read()}},cr=e=>/^\/[^\n]*$/.test(e)?e.slice(1).trim():null;function ur(e,t){let n=t.toLowerCase().split(/\s+/).filter(Boolean),o=r=>n.every(i=>r.toLowerCase().includes(i));return[...e.filter(({title:r})=>o(r)),...e.filter(r=>!o(r.title)&&o(`${r.title} ${r.text}`))]}var pr=(e,t)=>e.replaceAll(new RegExp(lr,"g"),(n,o)=>t[o]||n),hr=e=>lr.exec(e)?.[0]??null;var yc=1e4,bc="Unknown customer",je=class{#t=V("resolving",[]);constructor(t,n){this.ask=t,this.refused=n}get all(){return this.#t.value}has(t){return this.#t.value.some(n=>n.conversation_id===t)}begin(t,n){this.undo(t.conversation_id),this.#t.value=[...this.#t.peek(),{...t,due:n+yc}]}undo(t){this.#t.value=this.#t.peek().filter(n=>n.conversation_id!==t)}async tell(t){for(let n of this.#t.peek().filter(o=>o.due<=t))this.undo(n.conversation_id),await this.#e(n)}async#e(t){let{due:n,name:o,...s}=t;try{await this.ask("resolve",s)}catch(r){if(r instanceof D)this.#t.value=[...this.#t.peek(),t];else if(r instanceof q)r.code!=="not_owner"&&this.refused(`${o??bc}: ${r.message}`);else throw r}}};var He=class{#t=V("seen",{});unreadIn({id:t,last_seq:n}){return Math.max(0,n-(this.#t.value[t]??0))}upTo(t,n){let o=this.#t.peek();n>(o[t]??0)&&(this.#t.value={...o,[t]:n})}};var Ve=class{outbox=new Oe;refusals=y({});constructor(t,n,o,s){this.ask=t,this.drafts=n,this.quotes=o,this.unanswered=s}send({id:t,epoch:n},o,s){let r=o==="reply"?this.quotes.of(t):null,i=this.outbox.add({conversation_id:t,epoch:n,kind:o,text:s,quote:r});return G(()=>{this.drafts.set(t,o,""),r&&this.quotes.set(t,null),this.#n(t,"")}),this.#t(i)}async again(){for(let t of this.outbox.waiting())await this.#t(t)}async withFiles({id:t,epoch:n},o,s){let r=s.of(t),i=this.quotes.of(t),l=r.map(({ref:p})=>p),c={conversation_id:t,epoch:n,client_id:r[0].key,text:o,files:l};try{await this.ask("send",{...c,...i?{quote:i}:{}}),G(()=>{s.clear(t),this.drafts.set(t,"reply",""),i&&this.quotes.set(t,null),this.#n(t,"")})}catch(p){this.#n(t,x(p))}}special({id:t,epoch:n},o){return this.ask("send",{conversation_id:t,epoch:n,client_id:Yt(),...o})}async#t(t){let{client_id:n,conversation_id:o,epoch:s,kind:r,text:i,quote:l}=t,c={conversation_id:o,client_id:n,text:i};try{r==="note"?await this.ask("note",c):await this.ask("send",{...c,epoch:s,...l?{quote:l}:{}}),this.outbox.take(n)}catch(p){if(p instanceof q)this.#e(t,p.message);else if(p instanceof D)this.unanswered();else throw p}}#e({client_id:t,conversation_id:n,kind:o,text:s,quote:r},i){G(()=>{this.outbox.drop(t),this.drafts.giveBack(n,o,s),r&&this.quotes.set(n,r),this.#n(n,i)})}#n(t,n){this.refusals.value={...this.refusals.value,[t]:n}}};var dr=["queued","sent","delivered","read","failed"];function eo(e,{type:t,data:n}){let o=e.conversation.id;if(t==="conversation.changed"&&n.conversation.id===o)return{...e,conversation:n.conversation};if(n.item)return vc(e,n.item);if(n.conversation_id!==o)return e;if(t==="readers.changed")return{...e,readers:n.readers};let{messages:s}=e;return t==="message.added"?{...e,messages:_c(s,n.message)}:t==="message.updated"?{...e,messages:wc(s,n)}:e}function fr(e,t){return{...e,messages:[...t,...e.messages]}}function Ke({messages:e}){return(e[0]?.seq??1)===1}function vc(e,t){return e.handoff?.id!==t.handoff_id?e:{...e,handoff:{...e.handoff,priority:t.priority}}}function _c(e,t){return[...e.filter(o=>o.seq!==t.seq),t].sort((o,s)=>o.seq-s.seq)}function wc(e,{seq:t,state:n,custom:o,text:s,attachments:r}){return e.map(i=>i.seq===t?{...i,state:kc(i.state,n),custom:o??i.custom,text:s??i.text,attachments:r??i.attachments}:i)}function kc(e,t){return t&&(e==="failed"||dr.indexOf(t)>=dr.indexOf(e??"queued"))?t:e}var Ye=class{#t=y({});#e=new Map;#n=new Set;constructor(t){this.ask=t}of(t){return this.#t.value[t??""]??null}async open(t,n){let o=[];this.#e.set(t,o);try{let s=await this.ask("open",{conversation_id:t,...n?{seq:n}:{}});this.#o(t,o.reduce(eo,s))}finally{this.#e.get(t)===o&&this.#e.delete(t)}}async earlier(t){let n=this.#t.peek()[t];if(!(!n||Ke(n)||this.#n.has(t))){this.#n.add(t);try{let o=n.messages[0].seq,{messages:s}=await this.ask("earlier",{conversation_id:t,before:o}),r=this.#t.peek()[t];r?.messages[0]?.seq===o&&this.#o(t,fr(r,s))}finally{this.#n.delete(t)}}}fold(t,n){this.#e.get(t)?.push(n);let o=this.#t.peek()[t];o&&this.#o(t,eo(o,n))}#o(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var xc=6e3,Sc=3e3,ze=class{until=y({});#t=0;constructor(t){this.tell=t}heard(t){this.until.value={...this.until.value,[t]:Date.now()+xc}}sent(t){this.until.value={...this.until.value,[t]:0}}typed(t){Date.now()-this.#t<Sc||(this.#t=Date.now(),this.tell(t))}};var Cc=6e4,Ge=class{link=y("connecting");snapshot=y(null);bot=y("up");view=y("conversation");selected=y(null);target=y(null);problem=y(null);writing=y("reply");boxWanted=y(!1);dialog=y(null);now=y(Date.now());watching=y(document.visibilityState==="visible");attached=new Ae(Vs);drafts=new Ne;quotes=new Ue;reading=new Be;replies=new We;seen=new He;thread=Y(()=>this.threads.of(this.selected.value));mine=Y(()=>[...this.snapshot.value?.conversations??[]].sort((t,n)=>Date.parse(t.opened_at)-Date.parse(n.opened_at)||(t.id<n.id?-1:1)));canReply=Y(()=>{let t=this.thread.value?.conversation,n=this.snapshot.value?.agent;return t?.owner==="agent"&&t.agent_id===n?.id});mentions=Y(()=>(this.snapshot.value?.notices??[]).filter(t=>t.seq));unread=Y(()=>this.mine.value.filter(t=>this.seen.unreadIn(t)>0).length);constructor(t,n){this.connection=t,this.loggedOut=n;let o=(r,i)=>t.ask(r,i),s=r=>this.#i(r);this.casework=new Re(o,s),this.handling=new Me(o,s,this),this.contacts=new De(o),this.sending=new Ve(o,this.drafts,this.quotes,()=>{this.link.value==="live"&&t.again()}),this.finder=new qe(o),this.threads=new Ye(o),this.resolving=new je(o,r=>this.problem.value=r),this.typing=new ze(r=>t.tell("typing",{conversation_id:r})),this.follower=new Fe(o,(r,i)=>this.#e(r,i))}start(){setInterval(()=>this.now.value=Date.now(),1e3),setInterval(()=>this.resolving.tell(Date.now()),1e3),nr(this.bot,()=>this.watching.value&&this.link.value==="live"),this.reading.follow(this),document.addEventListener("visibilitychange",()=>{this.watching.value=document.visibilityState==="visible",this.#s()}),this.connection.open({connected:()=>this.#t(),lost:()=>this.link.value=this.link.value==="outdated"?"outdated":"lost",unauthorized:this.loggedOut,event:t=>this.#c(()=>this.follower.receive(t)),typing:t=>this.typing.heard(t)})}select(t,n=null){G(()=>{t!==this.selected.value&&(this.writing.value="reply"),this.view.value="conversation",this.selected.value=t,this.target.value=n}),this.#r(t)}goTo({view:t,id:n,seq:o}){if(t==="join")return;let s=n===this.selected.value&&o===this.target.value;t!=="conversation"||!n||s?this.view.value=t:this.select(n,o)}may(t){return this.snapshot.value?.agent.may.some(n=>n===t)??!1}selectNext(t){let n=rr(this.mine.value.map(o=>o.id),this.selected.value,t);n&&this.select(n)}write(t){this.writing.value=t,this.boxWanted.value=!0}send(t,n,o){return n==="reply"&&this.resolving.undo(t.id),this.sending.send(t,n,o)}moreOfQueue(){return this.#i(async()=>{this.snapshot.value=await this.follower.more()??this.snapshot.value})}earlier(t){return this.#i(()=>this.threads.earlier(t))}typed(t,n){this.reading.typed(t,n),n==="reply"&&this.typing.typed(t)}nameOf(t){return this.snapshot.value?.agents.find(n=>n.id===t)?.name??"a colleague"}async#t(){try{await this.follower.connected(),this.link.value="live",this.problem.value=null,this.selected.value&&this.#r(this.selected.value),await this.sending.again()}catch(t){this.#l(t)||this.connection.again()}}#e(t,n){G(()=>{this.snapshot.value=t,n?this.#n(n):this.bot.value=t.waiting_bot,this.#s()})}#n(t){let n=t.data.conversation_id??t.data.conversation?.id;this.threads.fold(n,t),t.type==="message.added"&&this.#o(n,t.data.message)}#o(t,{author:n,client_id:o,seq:s}){this.sending.outbox.drop(o),n.kind==="customer"&&(this.typing.sent(t),this.resolving.undo(t)),n.id===this.snapshot.value?.agent.id&&this.seen.upTo(t,s)}#r(t){this.#a(t),this.contacts.read(t,Cc),this.#s()}async#a(t){this.link.value==="live"&&await this.#i(async()=>{await this.threads.open(t,t===this.selected.peek()?this.target.peek():null),this.#s()})}#s(){let t=this.thread.peek(),n=t?.messages.at(-1)?.seq??0;!t||!this.watching.peek()||this.seen.upTo(t.conversation.id,n)}async#i(t){this.problem.value=null;try{await t()}catch(n){this.problem.value=x(n)}}#c(t){try{t()}catch(n){if(!this.#l(n))throw n}}#l(t){return t instanceof Tt?(console.error(t),this.link.value="outdated",this.connection.close(),!0):!1}};var Jt=V("single-keys",!0),no=[{key:"j",words:"Next conversation",run:e=>e.selectNext(1)},{key:"k",words:"Previous conversation",run:e=>e.selectNext(-1)},{key:"a",words:"Accept the first case offered to you",run:Oc},{key:"r",words:"Write a reply",run:e=>e.write("reply")},{key:"n",words:"Write an internal note",run:e=>e.write("note")},{key:"q",words:"Quote the customer's last message, again for the one before",run:Rc},{key:"l",words:"Labels of the conversation",run:Dc},{key:"p",words:"Priority: normal, high, urgent",run:Nc},{key:"b",words:"Let the bot ask for something",run:qc},{key:"m",words:"Open the first note that names you",run:e=>e.handling.openMention(e.mentions.value[0])},{key:"e",words:"Resolve the conversation",run:Ac},{key:"u",words:"Undo resolving",run:Tc},{key:"/",words:"Find a message, a note or a customer",run:gr},{key:"i",words:"Incidents",run:e=>e.dialog.value="incidents"},{key:"f",words:"Live floor, for supervisors",run:e=>mr(e,"floor")},{key:"g",words:"Reports, for supervisors",run:e=>mr(e,"reports")},{key:"?",words:"Show this list",run:e=>e.dialog.value="shortcuts"}];function $r(e){addEventListener("keydown",t=>{let n=t.altKey?{ArrowDown:1,ArrowUp:-1}[t.key]:void 0,o=no.find(r=>r.key===t.key),s=(t.ctrlKey||t.metaKey)&&t.key.toLowerCase()==="k";if(!e.dialog.value){if(s)gr(e);else if(n)e.selectNext(n);else if(o&&Ec(t))o.run(e);else return;t.preventDefault()}})}function Ec(e){let{target:t}=e,n=t instanceof Element&&t.closest("input:not([type=radio]), textarea"),o=e.ctrlKey||e.metaKey||e.altKey||e.repeat;return Jt.value&&!n&&!o}function mr(e,t){e.may(t)&&(e.view.value=t)}function Tc(e){e.resolving.undo(e.resolving.all.at(-1)?.conversation_id)}function gr(e){e.dialog.value="search"}function Oc(e){let t=e.snapshot.value?.offers[0];t&&e.handling.accept(t)}function Ac(e){let{id:t}=e.thread.value?.conversation??{};t&&e.canReply.value&&!e.resolving.has(t)&&(e.dialog.value="resolve")}function Rc(e){let t=e.thread.value;if(!t||!e.canReply.value)return;let{id:n}=t.conversation;e.quotes.set(n,ir(t.messages,e.quotes.of(n))),e.writing.value="reply"}function Dc(e){e.thread.value&&(e.dialog.value="labels")}function Nc(e){let t=e.thread.value?.conversation;t?.priority&&e.casework.prioritise(t,Bs(t.priority))}function qc(e){let{id:t}=e.thread.value?.conversation??{};t&&e.canReply.value&&!e.resolving.has(t)&&(e.dialog.value="ask-bot")}var yr=()=>b("GET","me/logins"),br=e=>b("DELETE",`me/logins/${e}`),vr=Promise.resolve();function _r(e){let t=b("POST","me/password",{password:e});return vr=t.catch(()=>null),t}var wr=()=>vr,kr=(e,t)=>b("POST","me/confirm",{password:e,code:t}),xr=()=>b("POST","me/second_factor",{}),Sr=async e=>(await b("PUT","me/second_factor",{code:e})).codes,Cr=()=>b("DELETE","me/second_factor");async function Qt(e){e.preventDefault();let{href:t}=e.currentTarget;await b("GET","me/confirmed"),location.assign(t)}var Lc=[/Android/,/iPhone|iPad/,/Windows/,/Mac OS/,/Linux/],Pc=["Android","iPhone or iPad","Windows","Mac","Linux"],Ic=[[/Edg\//,"Edge"],[/Firefox\//,"Firefox"],[/Chrome\//,"Chrome"],[/Safari\//,"Safari"]];function oo({device:e}){let t=Ic.find(([o])=>o.test(e))?.[1],n=Pc[Lc.findIndex(o=>o.test(e))];return[t,n].filter(Boolean).join(" on ")||"Unknown browser"}function Ot(){return a`
    <label>
      Code of your app, or a recovery code
      <input name="code" autocomplete="one-time-code" required autofocus spellcheck=${!1} />
    </label>
  `}function E(e){let[t,n]=m(""),[o,s]=m(!1);function r(c){n(c),s(!1)}function i(c){return c.preventDefault(),l(new FormData(c.currentTarget))}async function l(c){s(!0);try{r(await e(c)??"")}catch(p){r(x(p))}}return{error:t,busy:o,submit:i,run:l}}function Er(){return St.value&&a`<${Fc} />`}function Fc(){let e=O(null),[t,n]=m(!1);k(()=>{let i=e.current;return i?.showModal(),()=>i?.close()},[]);let{error:o,busy:s,submit:r}=E(async i=>{try{await kr(String(i.get("password")),String(i.get("code")??""))}catch(l){throw l instanceof q&&l.code==="code_needed"&&n(!0),l}me(!0)});return a`
    <dialog ref=${e} aria-label="Is it still you?" onCancel=${()=>me(!1)}>
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
          <button type="button" class="quiet" onClick=${()=>me(!1)}>Cancel</button>
          <button class="primary" disabled=${s}>Go on</button>
        </p>
      </form>
    </dialog>
  `}var Tr=12;function Or({token:e,done:t}){let[n,o]=m(!1),{error:s,busy:r,submit:i}=E(async l=>{let[c,p]=[String(l.get("password")),String(l.get("again"))];if(c!==p)return"The two do not match.";try{t(await ds(e,c,String(l.get("code")??"")))}catch(u){throw u instanceof q&&u.code==="code_needed"&&o(!0),u}});return a`
    <main class="login">
      <form class="login-form" onSubmit=${i}>
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Choose your password</h1>
        <p class="muted">At least ${Tr} characters: a few words that only you would put together.</p>
        <label>
          Password
          <input name="password" type="password" autocomplete="new-password" required
            minlength=${Tr} autofocus />
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
  `}function Ar({done:e}){let[t,n]=m(!1),{error:o,busy:s,submit:r}=E(async i=>{let[l,c,p]=["email","password","code"].map(u=>String(i.get(u)??""));try{e(await hs(l,c,p))}catch(u){throw u instanceof q&&u.code==="code_needed"&&n(!0),u}});return a`
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
  `}var bt="en-GB";var Mc=new Intl.NumberFormat(bt),Uc=new Intl.DateTimeFormat(bt,{hour:"2-digit",minute:"2-digit"}),Bc=new Intl.DateTimeFormat(bt,{day:"numeric",month:"short"}),Wc=new Intl.DateTimeFormat(bt,{dateStyle:"medium"}),jc=new Intl.DateTimeFormat(bt,{month:"long",year:"numeric"}),Hc=new Intl.DateTimeFormat(bt,{weekday:"long",day:"numeric",month:"long"}),At=(e,t)=>Je(Math.max(0,t-Date.parse(e)));function Je(e){if(e<6e4)return`${Math.floor(e/1e3)} s`;if(e<36e5)return`${Math.floor(e/6e4)} min`;if(e>=864e5)return`${Math.floor(e/864e5)} d`;let t=Math.floor(e%36e5/6e4),n=`${Math.floor(e/36e5)} h`;return t?`${n} ${t} min`:n}function Rr(e,t){return Math.max(0,Math.floor((Date.parse(e)-t)/1e3))}var Dr=e=>Mc.format(e),Q=e=>Uc.format(new Date(e)),j=e=>Wc.format(new Date(e)),K=e=>Bc.format(new Date(e)),Nr=e=>jc.format(new Date(e)),qr=e=>Hc.format(new Date(e));function H(e,t){return so(e,new Date(t).toISOString())?Q(e):K(e)}function so(e,t){return new Date(e).toDateString()===new Date(t).toDateString()}function Qe(e,t){return new Intl.NumberFormat(bt,{style:"currency",currency:t}).format(e/100)}function A({desk:e,title:t,children:n}){let o=O(null);return k(()=>{let s=o.current;return s?.showModal(),()=>s?.close()},[]),a`
    <dialog ref=${o} aria-label=${t} onClose=${()=>e.dialog.value=null}>
      <h2>${t}</h2>
      ${n}
    </dialog>
  `}function ct(e){let[t,n]=m(null),[o,s]=m("");async function r(i){try{s(""),await i(),n(await e())}catch(l){s(x(l))}}return k(()=>{r(async()=>{})},[]),{known:t,error:o,tried:r}}function Xe({isOn:e,changed:t}){let[n,o]=m(null),[s,r]=m([]),[i,l]=m(""),c=d=>d().then(()=>l(""),f=>l(x(f))),p=()=>c(async()=>o(await xr())),u=()=>c(async()=>{await Cr(),t()});return s.length?a`<${Kc} codes=${s} done=${t} />`:n?a`<${Vc} proposal=${n} done=${r} />`:a`
    <p>
      ${e?"On: logging in asks for a code of your app as well.":"Off: whoever has your password is you. An authenticator app on your telephone changes that."}
    </p>
    <p class="error" role="alert">${i}</p>
    <p>
      ${e?a`<button onClick=${u}>Remove the second factor</button>`:a`<button class="primary" onClick=${p}>Set up a second factor</button>`}
    </p>
  `}function Vc({proposal:{picture:e,secret:t},done:n}){let{error:o,busy:s,submit:r}=E(async i=>n(await Sr(String(i.get("code")))));return a`
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
  `}function Kc({codes:e,done:t}){return a`
    <p role="status">
      <strong>Your second factor is on.</strong> Keep these recovery codes where your telephone is not:
      each lets you in once without it, and they are not shown again.
    </p>
    <ul class="recovery">${e.map(n=>a`<li key=${n}><code>${n}</code></li>`)}</ul>
    <p><button class="primary" onClick=${t}>I have kept them</button></p>
  `}var Yc=12;function Lr({desk:e}){return a`
    <${A} desk=${e} title="Your account">
      <${ro} />
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function ro(){let{known:e,error:t,tried:n}=ct(yr);return a`
    <div class="own-account">
      <p class="error" role="alert">${t}</p>
      <section aria-label="Logins">
        <h3>Where you are logged in</h3>
        <ul class="own-logins" aria-busy=${e===null}>
          ${e?.logins.map(o=>a`
            <${zc} key=${o.id} login=${o} end=${()=>n(()=>br(o.id))} />
          `)}
        </ul>
      </section>
      <section aria-label="Password">
        <h3>Password</h3>
        <${Gc} changed=${()=>n(async()=>{})} />
      </section>
      <section aria-label="Second factor">
        <h3>Second factor</h3>
        ${e&&a`
          <${Xe} key=${e.second_factor} isOn=${e.second_factor}
            changed=${()=>n(async()=>{})} />
        `}
      </section>
    </div>
  `}function zc({login:e,end:t}){let{here:n,seen_at:o}=e;return a`
    <li>
      <span>
        <strong>${oo(e)}</strong>
        <span class="muted">${n?"this browser":`last used ${H(o,Date.now())}`}</span>
      </span>
      ${!n&&a`
        <button class="quiet" aria-label=${`End: ${oo(e)}`} onClick=${t}>End</button>
      `}
    </li>
  `}function Gc({changed:e}){let[t,n]=m(!1),{error:o,busy:s,submit:r}=E(async i=>{let[l,c]=[String(i.get("password")),String(i.get("again"))];if(l!==c)return"The two do not match.";await _r(l),n(!0),e()});return t?a`<p role="status">Changed. Every other login of yours has ended.</p>`:a`
    <form class="own-password" onSubmit=${r}>
      <label>
        New password
        <input name="password" type="password" autocomplete="new-password" required
          minlength=${Yc} />
      </label>
      <label>
        New password once more
        <input name="again" type="password" autocomplete="new-password" required />
      </label>
      <p class="error" role="alert">${o}</p>
      <button disabled=${s}>Change the password</button>
    </form>
  `}var ao={customer_asked:"Asked for a person",low_understanding:"Bot did not understand",frustrated:"Customer is upset",policy:"Needs a person's decision",value_limit:"Above the bot's limit",action_failed:"An action failed",diagnosis_rejected:"Diagnosis rejected",identity_failed:"Identity not proved",bot_unavailable:"Bot was not available",agent_takeover:"Taken over by an agent",proactive_recovery:"Making it right",danger:"Danger or security",language:"Another language"},Jc={site_token:"signed in on the shop's site",order_challenge:"order number and postcode",account_linking:"account linked at the shop",email_link:"came by a link from an e-mail"},Qc={anonymous:"Not identified",claimed:"Says so, not verified",verified:"Verified"},Xc={withdrawn:"No longer wanted",denied:"Misread",person:"With a colleague"},Pr="Not delivered",Zc=/^[a-z]+(_[a-z]+)+$/,tu=/^\d{4}-\d{2}-\d{2}(T.*)?$/,ot=e=>ao[e]??v(e),Ir=e=>Jc[e]??v(e).toLowerCase(),Ze=e=>Qc[e]??v(e),Fr=e=>Xc[e]??v(e);function Mr(e){return e==="window_closed"?"Held: the reply window is closed. It goes out when the customer writes.":e==="expired"?"Not sent: it was only true for a while.":e?`${Pr} (${e})`:Pr}function Ur(e,t){if(!e)return"";let n=Math.floor((Date.parse(e)-t)/6e4);if(n<0)return"The reply window is closed";let o=Math.floor(n/60);return`Reply within ${o?`${o} h `:""}${n%60} min`}function v(e){let t=e.replaceAll(/[_.]+/g," ").trim();return t.charAt(0).toUpperCase()+t.slice(1)}function io(e){if(e==null||e==="")return"–";if(typeof e=="boolean")return e?"Yes":"No";if(Array.isArray(e))return e.map(io).join(", ")||"–";if(typeof e=="object")return Object.entries(e).map(([n,o])=>`${v(n)}: ${io(o)}`).join("; ");let t=String(e);return Zc.test(t)?v(t):tu.test(t)&&!Number.isNaN(Date.parse(t))?j(t):t}function Br(e){return Object.entries(e).filter(([,t])=>t!==null&&t!=="").map(([t,n])=>[v(t),io(n)])}var lo="en-GB",eu=864e5,jr=new Intl.NumberFormat(lo),nu=new Intl.NumberFormat(lo,{style:"percent",maximumFractionDigits:1}),ou=new Intl.NumberFormat(lo,{minimumFractionDigits:1,maximumFractionDigits:2}),Hr=[["7 days",7],["28 days",28],["90 days",90],["365 days",365]];function co(e,t){let n=new Date(t),o=Date.UTC(n.getFullYear(),n.getMonth(),n.getDate());return{since:Wr(o-(e-1)*eu),until:Wr(o)}}var Vr=e=>b("GET",`reports?${new URLSearchParams(e)}`),uo=(e,t)=>`/api/console/reports/${e}.csv?${new URLSearchParams(t)}`;function ut(e,t){return e===null?t==="topic"?"No topic understood":"–":t==="day"?K(`${e}T12:00:00`):t==="reason"?ot(String(e)):["topic","skill","cause"].includes(t)?v(String(e)):t==="text"?String(e):su(Number(e),t)}function su(e,t){return t==="share"?nu.format(e):t==="score"?ou.format(e):t==="seconds"?ru(e):jr.format(e)}function ru(e){let t=Math.round(e),[n,o,s]=[Math.floor(t/3600),Math.floor(t/60)%60,t%60];return(n?[`${jr.format(n)} h`,o&&`${o} min`]:[o&&`${o} min`,(s||!o)&&`${s} s`]).filter(Boolean).join(" ")}function Kr({value:e,before:t,better:n,unit:o}){return e===null||t===null||n===null||ut(e,o)===ut(t,o)?"":e>t==(n==="more")?"better":"worse"}var Wr=e=>new Date(e).toISOString().slice(0,10);var zr=190,iu=86400,au=[1,2,7,14,28,56].map(e=>e*iu),lu=[1,2,5,10,20,30,60,120,300,600,1200,1800,3600,7200,14400,36e3,86400,172800,432e3,1e6,1e7],po=matchMedia("(prefers-color-scheme: dark)"),Gr=y(po.matches);po.addEventListener("change",()=>Gr.value=po.matches);function Jr({days:e,series:t,shown:n}){let o=O(null),s=Gr.value;return k(()=>{let r=o.current;if(!r)return;let i=!1,l=()=>{};return import("./uPlot.js").then(({default:c})=>{i||(l=cu(new c(pu(r,t,n),uu(e,t),r),r))}),()=>{i=!0,l()}},[e,t,s]),a`<div class="chart" ref=${o} aria-hidden="true"></div>`}var Yr=e=>K(`${new Date(e*1e3).toISOString().slice(0,10)}T12:00:00`);function cu(e,t){let n=()=>e.setSize({width:t.clientWidth,height:zr}),o=new ResizeObserver(n);return o.observe(t),()=>{o.disconnect(),e.destroy()}}function uu(e,t){return[e.map(n=>Date.parse(n)/1e3),...t.map(n=>n.values)]}function pu(e,t,n){let o=getComputedStyle(e),s=l=>o.getPropertyValue(l).trim(),r={stroke:s("--muted"),grid:{stroke:s("--line"),width:1},ticks:{stroke:s("--line"),width:1},font:`12px ${o.fontFamily}`},i=l=>l===null?"–":n(l);return{width:e.clientWidth,height:zr,tzDate:l=>new Date((l+60*new Date(l*1e3).getTimezoneOffset())*1e3),cursor:{drag:{x:!1,y:!1}},scales:{y:{range:(l,c,p)=>[0,Math.max(1,p*1.1)]}},axes:[{...r,incrs:au,values:(l,c)=>c.map(Yr)},{...r,incrs:lu,size:64,values:(l,c)=>c.map(i)}],series:[{label:"Day",value:(l,c)=>c===null?"–":Yr(c)},...t.map(({title:l,colour:c,dash:p})=>({label:l,stroke:s(c),width:2,dash:p,points:{size:5},value:(u,d)=>i(d)}))]}}var hu=[["bot","The bot"],["people","People"]],du={bot_days:[{title:"Conversations",columns:["count_contained","count_handed_over"]}],people_days:[{title:"Cases",columns:["count_came","count_resolved","count_abandoned"]},{title:"First answer",columns:["seconds"]}]},fu=["--accent","--warm-line","--bad"],mu=[void 0,[8,4],[2,3]];function tn(){let[e,t]=m(()=>co(28,Date.now())),[n,o]=m(null),[s,r]=m("");return k(()=>{let i=!0;return Vr(e).then(l=>{i&&(o(l),r(l.without??""))}).catch(l=>i&&r(x(l))),()=>{i=!1}},[e]),a`
    <header class="wide-head">
      <h1>Reports</h1>
      <${$u} days=${e} choose=${t} />
      <a class="button" href=${uo("figures",e)} onClick=${Qt}>Figures as CSV</a>
    </header>
    <p class="error wide-part" role="alert">${s}</p>
    <div class="reports" tabindex="0" role="region" aria-label="Figures and tables"
      aria-busy=${n===null}>
      ${n&&a`<${gu} report=${n} />`}
    </div>
  `}function $u({days:e,choose:t}){let n=o=>{o.preventDefault();let s=new FormData(o.currentTarget),[r,i]=[String(s.get("since")),String(s.get("until"))];r&&i&&r<=i&&t({since:r,until:i})};return a`
    <form class="period" aria-label="Period" onSubmit=${n} onChange=${n}>
      ${Hr.map(([o,s])=>{let r=co(s,Date.now()),i=r.since===e.since&&r.until===e.until;return a`
          <button type="button" class="quiet" aria-pressed=${i} onClick=${()=>t(r)}>
            ${o}
          </button>
        `})}
      <label>From <input name="since" type="date" value=${e.since} required /></label>
      <label>until <input name="until" type="date" value=${e.until} required /></label>
    </form>
  `}function gu({report:e}){let{since:t,until:n,before_since:o,before_until:s,timezone:r}=e;return a`
    <p class="muted">
      ${j(t)} – ${j(n)}, days in ${r}, compared with ${j(o)} –
      ${" "}${j(s)}.
    </p>
    ${hu.map(([i,l])=>a`<${yu} key=${i} report=${e} of=${i} title=${l} />`)}
  `}function yu({report:e,of:t,title:n}){let o=e.figures.filter(r=>r.of===t),s=e.tables.filter(r=>r.of===t);return o.length?a`
    <section class="report-group" aria-label=${n}>
      <h2>${n}</h2>
      <ul class="figures" role="list">
        ${o.map(r=>a`<${bu} key=${r.name} figure=${r} />`)}
      </ul>
      ${s.map(r=>a`
        <${vu} key=${r.name} table=${r} days=${e} />
      `)}
    </section>
  `:null}function bu({figure:e}){let{title:t,definition:n,unit:o,value:s,base:r,before:i}=e,l=Kr(e);return a`
    <li class="figure">
      <h3>${t}</h3>
      <p class="figure-value">${ut(s,o)}</p>
      <p class="figure-before">
        ${o!=="count"&&`of ${ut(r,"count")} · `}
        ${i===null?"nothing before":`before ${ut(i,o)}`}
        ${l&&a` <span class=${`trend ${l}`}>${l}</span>`}
      </p>
      <p class="figure-definition">${n}</p>
    </li>
  `}function vu({table:e,days:{since:t,until:n}}){let o=du[e.name]??[],s=a`<${ku} table=${e} />`;return a`
    <section class="report-table" aria-label=${e.title}>
      <div class="report-table-head">
        <h3>${e.title}</h3>
        <a href=${uo(e.name,{since:t,until:n})} onClick=${Qt}>
          CSV<span class="unseen"> of: ${e.title}</span>
        </a>
      </div>
      <p class="muted">${e.definition}</p>
      ${o.map(r=>a`<${_u} key=${r.title} table=${e} chart=${r} />`)}
      ${o.length?a`<details><summary>${e.title} as a table</summary>${s}</details>`:s}
    </section>
  `}function _u({table:e,chart:t}){let[n,o]=at(()=>wu(e,t.columns),[e,t]),s=t.columns[0]==="seconds"?"seconds":"count",r=i=>ut(i,s);return a`
    <figure>
      <figcaption>${t.title}</figcaption>
      <${Jr} days=${n} series=${o} shown=${r} />
    </figure>
  `}function wu(e,t){let n=t.map((o,s)=>{let r=e.columns.findIndex(i=>i.name===o);return{title:e.columns[r].title,values:e.rows.map(i=>i[r]),colour:fu[s],dash:mu[s]}});return[e.rows.map(o=>String(o[0])),n]}function ku({table:e}){return e.rows.length?a`
    <table>
      <thead>
        <tr>${e.columns.map(({name:t,title:n})=>a`<th key=${t} scope="col">${n}</th>`)}</tr>
      </thead>
      <tbody>${e.rows.map((t,n)=>a`<${xu} key=${n} table=${e} row=${t} />`)}</tbody>
    </table>
  `:a`<p class="empty">Nothing in this period.</p>`}function xu({table:e,row:t}){let[n,...o]=t.map((s,r)=>ut(s,e.columns[r].kind));return a`
    <tr>
      <th scope="row">${n}</th>
      ${o.map((s,r)=>a`<td key=${r}>${s}</td>`)}
    </tr>
  `}function Qr({agent:e,leave:t}){return a`
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
        ${e.may.includes("bot_reports")&&a`<${tn} />`}
        <section class="wide-part" aria-label="Your account"><${ro} /></section>
      </main>
    </div>
  `}var Xr=async()=>(await b("GET","accounts")).accounts,Zr=async e=>(await b("POST","accounts",e)).link,ti=(e,t)=>b("PUT",`accounts/${e}`,t),ei=async e=>(await b("POST",`accounts/${e}/link`,{})).link,ni=({id:e,disabled:t})=>b("POST",`accounts/${e}/${t?"enable":"disable"}`,{}),oi=e=>b("DELETE",`accounts/${e}/second_factor`);function si(e){let t=o=>String(e.get(o)??"").trim(),n=t("email");return{...n?{email:n}:{},name:t("name"),role:t("role"),skills:t("skills").split(/[,;\n]+/).map(o=>o.trim()).filter(Boolean),capacity:Number(t("capacity"))}}var en=({path:e})=>new URL(e,location.origin).href;var Su=[["agent","Agent: answers customers"],["supervisor","Supervisor: also takes cases from colleagues"],["trainer","Trainer: no customers' conversations"],["admin","Admin: everything, with accounts and the audit log"]];function ri({desk:e,account:t,saved:n}){let o=t?.id===e.snapshot.value?.agent.id,[s,r]=m(""),i=({id:u,name:d})=>oi(u).then(()=>n(d,null),f=>r(x(f))),{error:l,busy:c,submit:p}=E(async u=>{let d=si(u);t&&await ti(t.id,d),n(d.name,t?null:await Zr(d))});return a`
    <${A} desk=${e} title=${t?`Account of ${t.name}`:"Invite somebody"}>
      <form onSubmit=${p}>
        <label>Name, as customers see it
          <input name="name" required maxlength="200" defaultValue=${t?.name} />
        </label>
        ${!t&&a`
          <label>E-mail<input name="email" type="email" required maxlength="320" /></label>
        `}
        <label>Role
          <select name="role" defaultValue=${t?.role??"agent"}>
            ${Su.map(([u,d])=>a`
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
  `}var nn=[["conversations","Read conversations and their messages"],["handoffs","Read cases with their packets"],["links","Make and end links into conversations"],["sign_outs","Sign customers out of all chats"],["insights","Read what lets customers down"],["incidents","Read incidents"],["edit_incidents","Add, change and end incidents"],["dead_letters","Read messages that were given up"],["metrics","Read metrics"]],ii=async()=>(await b("GET","tokens")).tokens,ai=e=>b("POST","tokens",e),li=e=>b("DELETE",`tokens/${e}`);function ci(e){let t=nn.map(([n])=>n).filter(n=>e.has(n));return{name:String(e.get("name")??"").trim(),scopes:t}}function ui({desk:e}){let{known:t,error:n,tried:o}=ct(ii),[s,r]=m(null);function i(l){e.dialog.value=null,o(async()=>r(l))}return a`
    <header class="wide-head">
      <h2>Tokens of programs</h2>
      <button onClick=${()=>e.dialog.value="token"}>Make a token</button>
    </header>
    <p class="error wide-part" role="alert">${n}</p>
    ${s&&a`<${Tu} made=${s} done=${()=>r(null)} />`}
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
            <${Cu} key=${l.id} desk=${e} token=${l}
              revoke=${()=>o(()=>li(l.id))} />
          `)}
        </tbody>
      </table>
      ${t?.length===0&&a`<p class="empty wide-part">No program has one.</p>`}
    </div>
    ${e.dialog.value==="token"&&a`<${Eu} desk=${e} done=${i} />`}
  `}function Cu({desk:e,token:{name:t,scopes:n,made_by:o,made_at:s,used_at:r},revoke:i}){let[l,c]=m(!1),p=e.now.value;return a`
    <tr>
      <th scope="row">${t}</th>
      <td>${n.map(u=>nn.find(([d])=>d===u)?.[1]??u).join("; ")}</td>
      <td>${H(s,p)} <span class="muted">by ${o}</span></td>
      <td>${r?H(r,p):"never"}</td>
      <td class="row-buttons">
        <button class="quiet" aria-label=${`${l?"Revoke for good":"Revoke"}: ${t}`}
          onClick=${l?i:()=>c(!0)}>
          ${l?"Revoke for good":"Revoke"}
        </button>
      </td>
    </tr>
  `}function Eu({desk:e,done:t}){let{error:n,busy:o,submit:s}=E(async r=>{let i=ci(r);if(!i.scopes.length)return"Say what the token is for.";t(await ai(i))});return a`
    <${A} desk=${e} title="Make a token">
      <form onSubmit=${s}>
        <label>Name of the program
          <input name="name" required maxlength="60" autocomplete="off" />
        </label>
        <fieldset>
          <legend>What it may do</legend>
          ${nn.map(([r,i])=>a`
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
  `}function Tu({made:{token:e,shown:t},done:n}){let[o,s]=m(!1),r=async()=>{await navigator.clipboard.writeText(t),s(!0)};return a`
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
  `}function pi({desk:e}){let{known:t,error:n,tried:o}=ct(Xr),[s,r]=m(null),[i,l]=m(null);function c(d){r(d),e.dialog.value="account"}async function p(d,f){e.dialog.value=null,await o(async()=>f&&l({name:d,link:f}))}let u=d=>o(async()=>l({name:d.name,link:await ei(d.id)}));return a`
    <header class="wide-head">
      <h1>Accounts</h1>
      <button class="primary" onClick=${()=>c(null)}>Invite somebody</button>
    </header>
    <p class="error wide-part" role="alert">${n}</p>
    ${i&&a`<${Ru} given=${i} done=${()=>l(null)} />`}
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
            <${Ou} key=${d.id} desk=${e} account=${d} edit=${c}
              link=${u} toggle=${()=>o(()=>ni(d))} />
          `)}
        </tbody>
      </table>
    </div>
    ${e.dialog.value==="account"&&a`
      <${ri} desk=${e} account=${s} saved=${p} />
    `}
    <${ui} desk=${e} />
  `}function Ou({desk:e,account:t,edit:n,link:o,toggle:s}){let{disabled:r,email:i,id:l,invited:c,name:p,role:u,skills:d,capacity:f}=t,h=l===e.snapshot.value?.agent.id;return a`
    <tr class=${r?"off":""}>
      <th scope="row">${p}<span class="muted">${i}</span></th>
      <td>${v(u)}</td>
      <td>${d.join(", ")||"every skill"}</td>
      <td>${f}</td>
      <td><${Au} desk=${e} account=${t} /></td>
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
  `}function Au({desk:e,account:{disabled:t,id:n,invited:o,seen_at:s}}){if(t)return a`<span class="tag">Disabled</span>`;if(o)return a`<span class="tag strong">Invited</span>`;let r=e.snapshot.value?.agents.find(i=>i.id===n)?.presence;return r&&r!=="offline"?v(r):a`<span class="muted">last here ${H(s,e.now.value)}</span>`}function Ru({given:{name:e,link:t},done:n}){let[o,s]=m(!1),r=en(t),i=async()=>{await navigator.clipboard.writeText(r),s(!0)};return a`
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
  `}var Du={"account.change":"Changed an account","account.disable":"Disabled an account","account.enable":"Enabled an account","account.invite":"Invited somebody","account.link":"Made a link to an account","audit.export":"Downloaded the audit log","audit.read":"Read the audit log","conversations.read":"Listed conversations","file.add":"Added a file","file.read":"Opened a file","handoffs.read":"Listed handoffs","incident.add":"Added an incident","incident.change":"Changed an incident","incident.end":"Ended an incident","label.add":"Added a label","label.change":"Changed a label","label.remove":"Removed a label","privacy.erase":"Erased a customer","privacy.export":"Exported a customer's data","privacy.find":"Looked what is kept of a customer","privacy.read":"Opened the privacy page","report.export":"Downloaded a report","report.read":"Read reports","reply.add":"Added a canned reply","reply.change":"Changed a canned reply","reply.remove":"Removed a canned reply",accept:"Accepted a case",ask_bot:"Let the bot ask",contact:"Read the customer's card",decline:"Declined a case",dismiss:"Read a notice",floor:"Looked at the live floor",label:"Changed a conversation's labels",login:"Logged in",logout:"Logged out",note:"Wrote an internal note",open:"Opened a conversation",password:"Chose a password",presence:"Changed presence",prioritise:"Changed a priority",queue:"Read on in the queue",reassign:"Moved a case",resolve:"Resolved a conversation",resume:"Let a channel go on",search:"Searched",send:"Wrote to the customer",send_again:"Sent a message again",snapshot:"Opened the console",sync:"Came back to the console",take_over:"Took a conversation over",transfer:"Passed a case on"},ho=e=>Du[e]??v(e);function hi(e,t){let n=new URLSearchParams(e);return t&&n.set("before",String(t)),b("GET",`audit?${n}`)}var di=e=>`/api/console/audit.csv?${e}`;function fi(e){let t=[...e].filter(([,n])=>String(n).trim());return new URLSearchParams(t.map(([n,o])=>[n,String(o).trim()]))}function mi({desk:e}){let[t,n]=m(new URLSearchParams),[o,s]=m(null),[r,i]=m([]),[l,c]=m(null),[p,u]=m("");async function d(f){try{let h=await hi(t,f);s(f?[...o??[],...h.entries]:h.entries),i(h.acts),c(h.next),u("")}catch(h){u(x(h))}}return k(()=>{d(null)},[t]),a`
    <header class="wide-head">
      <h1>Audit log</h1>
      <a class="button" href=${di(t)} onClick=${Qt}>Download CSV</a>
    </header>
    <${Nu} desk=${e} acts=${r} want=${n} />
    <p class="error wide-part" role="alert">${p}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Audit log">
      <table aria-busy=${o===null}>
        <thead>
          <tr><th>When</th><th>Who</th><th>What</th><th>Conversation</th><th>About</th></tr>
        </thead>
        <tbody>${o?.map(f=>a`<${qu} key=${f.id} entry=${f} />`)}</tbody>
      </table>
      ${o?.length===0&&a`<p class="empty wide-part">Nothing that fits.</p>`}
      ${l&&a`
        <p class="wide-part"><button onClick=${()=>d(l)}>Older entries</button></p>
      `}
    </div>
  `}function Nu({desk:e,acts:t,want:n}){let o=e.snapshot.value?.agents??[],s=r=>{r.preventDefault(),n(fi(new FormData(r.currentTarget)))};return a`
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
          ${t.map(r=>a`<option value=${r}>${ho(r)}</option>`)}
        </select>
      </label>
      <label>Conversation<input name="conversation_id" maxlength="40" placeholder="cv_…" /></label>
      <label>From<input name="since" type="date" /></label>
      <label>Until<input name="until" type="date" /></label>
    </form>
  `}function qu({entry:{at:e,name:t,act:n,conversation_id:o,about:s,refused:r}}){return a`
    <tr>
      <td class="time"><time datetime=${e}>${j(e)}, ${Q(e)}</time></td>
      <td>${t}</td>
      <td>${ho(n)} ${r&&a`<span class="tag warm" title=${r}>refused</span>`}</td>
      <td>
        ${o&&a`
          <a href=${W(o)}>${o.slice(-8)}</a>
        `}
      </td>
      <td class="about">${s}</td>
    </tr>
  `}function U(e,t){return e?.channels.find(o=>o.name===t)??{...Lu,name:t,label:v(t)}}var Lu={marked:!0,linkable:!1,templates_only:!1,templates:[],proofs:{}};function $i(e,t){if(t===null)return null;let n=e?.channels.find(o=>t in o.proofs);return n?n.proofs[t]:Ir(t)}var Pu={connecting:"Connecting to the desk …",live:"",lost:"Connection lost. Trying again … Nothing is sent until then; what you write is kept.",outdated:"The desk has been updated and this page is too old for it."},Iu={up:"",starting:"The bot is starting. New customers wait for it.",down:"The bot is down. Customers are offered a person."};function fo({desk:e}){let t=e.link.value,n=e.problem.value,o=Iu[e.bot.value];return a`
    <div class="banners">
      <div role="status">
        ${t!=="live"&&a`<p class=${`banner ${t}`}>
          ${Pu[t]} ${t==="outdated"&&a`<${Mu} />`}
        </p>`}
        ${t==="live"&&o&&a`<p class="banner">${o}</p>`}
      </div>
      <${Fu} desk=${e} />
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
  `}function Fu({desk:e}){let{stopped_channels:t=[]}=e.snapshot.value??{};return a`
    <div role="alert">
      ${t.map(({channel:n,code:o})=>a`
        <p class="banner problem" key=${n}>
          ${U(e.snapshot.value,n).label} has stopped (${o}). Nothing is lost: messages wait until it goes on.
          ${e.may("channels")&&a`
            <button class="quiet" onClick=${()=>e.handling.resumeChannel(n)}>
              It is mended: go on
            </button>
          `}
        </p>
      `)}
    </div>
  `}var Mu=()=>a`
  <button class="quiet" onClick=${()=>location.reload()}>Reload the page</button>
`;function Z({desk:e,since:t}){return a`<time datetime=${t} title=${j(t)}>${At(t,e.now.value)}</time>`}function gi({page:{url:e,title:t,cart:n,fields:o}}){let s=Object.entries(o??{});return!e&&!t&&!n&&!s.length?null:a`
    <dl class="facts looking" title="As the customer's browser says it">
      ${(e||t)&&a`<div><dt>Looks at</dt><dd><${Uu} url=${e} title=${t} /></dd></div>`}
      ${n&&a`<div><dt>Cart</dt><dd>${Bu(n)}</dd></div>`}
      ${s.map(([r,i])=>a`<div><dt>${v(r)}</dt><dd>${i}</dd></div>`)}
    </dl>
  `}var Uu=({url:e,title:t})=>a`
  ${t&&a`<span dir="auto">${t}</span> `}
  ${e&&a`<a href=${e} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">${e}</a>`}
`;function Bu({value:e,currency:t,items:n=[]}){return[e==null?"":t?Qe(e*100,t):String(e),n.join(", ")].filter(Boolean).join(": ")||"empty"}var Wu=3;function bi({desk:e,thread:t}){let{conversation:n,handoff:o}=t,s=e.contacts.of(n.id),r=s.contact??o?.packet.contact??null,i=s.error??r?.error;return a`
    <section class="part customer" aria-label="Customer">
      <header class="part-head">
        <h2>Customer</h2>
        <${ju} desk=${e} id=${n.id} contact=${r} />
      </header>
      ${i&&a`<p class="error" role="status">${i}</p>`}
      <${Hu} desk=${e} conversation=${n} contact=${r} />
      <${gi} page=${n.page} />
      ${r&&a`<${Ku} contact=${r} />`}
    </section>
  `}function ju({desk:e,id:t,contact:n}){let{reading:o}=e.contacts.of(t);return a`
    <span class="freshness">
      ${n?.read_at&&a`read <${Z} desk=${e} since=${n.read_at} /> ago`}
      <button class="quiet" disabled=${o||e.link.value!=="live"}
        onClick=${()=>e.contacts.read(t)}>${o?"Reading …":"Refresh"}</button>
    </span>
  `}function Hu({desk:e,conversation:t,contact:n}){let o=n?.customer,s=$i(e.snapshot.value,t.how);return a`
    <p class="who">
      <strong>${o?.name??t.customer_name??"Unknown customer"}</strong>
      ${o&&a`<span class=${`tag tier ${o.tier}`}>${v(o.tier)}</span>`}
    </p>
    <p class="muted">
      <span class=${`level ${t.level}`}>${Ze(t.level)}</span>
      ${s&&`: ${s}`}
    </p>
    ${t.level==="verified"&&e.may("answer")&&a`
      <${Vu} desk=${e} key=${t.id} id=${t.id} />
    `}
    ${o&&a`
      <p class="muted">
        ${[o.email,o.phone].filter(Boolean).join(" · ")}
      </p>
      ${o.since&&a`<p class="muted">Customer since ${Nr(o.since)}</p>`}
    `}
  `}function Vu({desk:e,id:t}){let[n,o]=m(!1),s=()=>b("POST",`conversations/${t}/sign_out`,{}).then(()=>o(!0),r=>e.problem.value=x(r));return n?a`<p class="muted" role="status">Signed out of all chats.</p>`:a`
    <p>
      <button class="quiet" onClick=${s}
        title="On all devices, until the shop signs them in anew">Sign out of all chats</button>
    </p>
  `}function Ku({contact:{orders:e,tickets:t,notes:n}}){return a`
    <${mo} title="Orders" items=${e} card=${Yu} />
    <${mo} title="Tickets" items=${t} card=${Ju} />
    <${mo} title="Notes" items=${n?.slice(0,Wu)} card=${Qu} />
  `}function mo({title:e,items:t,card:n}){return t?.length?a`
    <h3>${e}</h3>
    <ul class="cards" aria-label=${e}>
      ${t.map(o=>a`<li class="card"><${n} item=${o} /></li>`)}
    </ul>
  `:null}function Yu({item:e}){let{number:t,status:n,placed_at:o,lines:s,total:r,currency:i}=e;return a`
    <p class="card-line">
      <strong>${t}</strong>
      <span class="tag">${v(n)}</span>
      <span class="end">${o&&`${K(o)} · `}${Qe(r,i)}</span>
    </p>
    <p>${s.map(zu).join(", ")}</p>
    ${e.shipments?.map(l=>a`<${Gu} shipment=${l} />`)}
    ${e.traces?.map(l=>a`
      <p class="done">Trace ${l.reference}${yi("answer by",l.answer_by)}</p>
    `)}
    ${e.replacements?.map(l=>a`
      <p class="done">Replacement ${l.reference}${yi("arrives by",l.arrives_by)}</p>
    `)}
  `}var yi=(e,t)=>t?`: ${e} ${K(t)}`:"",zu=({name:e,quantity:t})=>t>1?`${t} × ${e}`:e;function Gu({shipment:e}){let{carrier:t,status:n,tracking_code:o,expected_on:s,delivered_at:r,last_scan:i}=e,l=s&&`expected ${K(s)}`,c=r?K(r):l;return a`
    <p class="muted" title=${o}>
      ${t} <span class=${`shipment ${n}`}>${v(n).toLowerCase()}</span>${c&&`, ${c}`}
      ${!r&&i&&a`
        <br />Last scan ${K(i.at)} ${Q(i.at)},${" "}
        ${i.place}: ${i.text}
      `}
    </p>
  `}function Ju({item:{reference:e,subject:t,status:n,updated_at:o,order_number:s}}){return a`
    <p class="card-line">
      <strong>${e}</strong>
      <span class="tag">${v(n)}</span>
      <span class="end">${K(o)}</span>
    </p>
    <p>${t}${s&&` (order ${s})`}</p>
  `}function Qu({item:{text:e,author:t,at:n}}){return a`
    <p class="muted">${v(t)} · ${j(n)}</p>
    <p>${e}</p>
  `}function vi({desk:e,past:t}){return t.length?a`
    <section class="part" aria-label="Earlier conversations">
      <h2>Earlier conversations</h2>
      <ul class="cards past">
        ${t.map(n=>a`<${Xu} key=${n.conversation_id} desk=${e} past=${n} />`)}
      </ul>
    </section>
  `:null}function Xu({desk:e,past:t}){let{conversation_id:n,opened_at:o,wanted:s,situation:r,closing_note:i}=t;return a`
    <li class="card">
      <p class="card-line">
        <a href=${W(n)}>${s??r??"Answered by the bot"}</a>
        <time class="end" datetime=${o}>${K(o)}</time>
      </p>
      <p class="muted">${Zu(e,t)}</p>
      ${i&&a`<p class="muted">“${i}”</p>`}
    </li>
  `}function Zu(e,{channel:t,disposition:n,agent_name:o,rating:s}){let{dispositions:r=[]}=e.snapshot.value??{},i=r.find(p=>p.code===n)?.title,l=s===null?null:`rated ${s} of 5`,{label:c}=U(e.snapshot.value,t);return[c,i,o,l].filter(Boolean).join(" · ")}var tp={falling:"↘ falling",steady:"→ steady",rising:"↗ rising"};function wi({packet:e}){return a`
    <section class="part summary" aria-label="Summary">
      <h2>Summary</h2>
      ${e?a`<${ep} packet=${e} />`:a`
        <p class="empty">Nothing was handed over: the conversation says it all.</p>
      `}
    </section>
  `}function ep({packet:{reason:e,summary:t,proposal:n,sentiment:o,said_since:s=[]}}){let{wants:r=[],situation:i,asked_and_answered:l=[],tried:c=[],suggested_next_step:p}=t;return a`
    <${np} wants=${r} />
    <${op} lines=${s} />
    <p class="badges">
      <span class="tag strong" title=${e.text}>${ot(e.code)}</span>
      <${sp} sentiment=${o} />
    </p>
    <p class="situation">${i}</p>
    ${p&&a`
      <p class="next"><strong>Suggested next step</strong>${p}</p>
    `}
    ${n&&a`<p class="next"><strong>The bot would</strong>${n}</p>`}
    <${_i} title="Tried" pairs=${c.map(u=>[u.action,u.result])} />
    <${_i} title="Asked and answered"
      pairs=${l.map(u=>[u.question,u.answer])} />
    <p class="why"><strong>Why it came to you</strong>${e.text}</p>
  `}function np({wants:e}){return e.length?a`
    <h3>Customer wants</h3>
    <ul class="wants">
      ${e.map(({words:[t,...n],about:o,state:s})=>a`
        <li class=${`want ${s}`}>
          <p class="want-words">${t?`“${t}”`:o}</p>
          <p class="want-about">
            <span class="tag">${Fr(s)}</span>
            ${" "}${t&&o}
          </p>
          ${n.length>0&&a`
            <p class="want-before">Before: ${n.map(r=>`“${r}”`).join(", ")}</p>
          `}
        </li>
      `)}
    </ul>
  `:null}function op({lines:e}){return e.length?a`
    <h3>Said while waiting</h3>
    <ul class="since">
      ${e.map(({seq:t,text:n,at:o})=>a`
        <li key=${t}><time datetime=${o}>${Q(o)}</time> ${n}</li>
      `)}
    </ul>
  `:null}function sp({sentiment:{label:e,trend:t}}){return a`<span class=${`mood ${e}`}>${v(e)} <span>${tp[t]}</span></span>`}function _i({title:e,pairs:t}){return t.length?a`
    <h3>${e}</h3>
    <dl class="pairs">
      ${t.map(([n,o])=>a`<div><dt>${n}</dt><dd>${o}</dd></div>`)}
    </dl>
  `:null}function ki({desk:e}){let t=e.thread.value;if(!t)return null;let n=t.handoff?.packet??null;return a`
    <${wi} packet=${n} />
    <${bi} desk=${e} thread=${t} />
    <${vi} desk=${e} past=${t.past} />
    <${rp} facts=${Br(n?.facts??{})} />
  `}function rp({facts:e}){return a`
    <section class="part" aria-label="Facts">
      <h2>Facts</h2>
      ${e.length?a`<dl class="facts">
            ${e.map(([t,n])=>a`<div><dt>${t}</dt><dd>${n}</dd></div>`)}
          </dl>`:a`<p class="empty">None collected.</p>`}
    </section>
  `}function xi({desk:e,conversation:t}){let n=e.snapshot.value?.bot_tasks??[],[o,s]=m(n[0]?.kind??""),{error:r,busy:i,submit:l}=E(async c=>{await e.casework.askBot(t,o,String(c.get("question")??"").trim()),e.dialog.value=null});return a`
    <${A} desk=${e} title="What shall the bot ask for?">
      <form onSubmit=${l}>
        <fieldset class="dispositions">
          <legend class="unseen">What the bot asks for</legend>
          ${n.map(c=>a`
            <${ip} key=${c.kind} task=${c} chosen=${c.kind===o}
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
  `}var ip=({task:{kind:e,title:t,question:n},chosen:o,choose:s})=>a`
  <label class="check">
    <input type="radio" name="kind" value=${e} checked=${o} onChange=${s} />
    <span>${t}${n&&a`<br /><span class="muted">${n}</span>`}</span>
  </label>
`;function Si({desk:e,conversation:{id:t}}){let[n,o]=m(null),[s,r]=m(""),[i,l]=m(!1),c=u=>r(x(u)),p=()=>b("DELETE",`conversations/${t}/link`).then(()=>l(!0),c);return k(()=>{b("POST",`conversations/${t}/link`,{}).then(o,c)},[t]),a`
    <${A} desk=${e} title="Link for an e-mail">
      <p role="status">
        ${i?"All links into this conversation are over, and pages that one has opened are closed.":n?a`Opens this conversation, and nothing else of the customer, until${" "}
              ${new Date(n.expires_at).toLocaleString("en-GB",{dateStyle:"medium",timeStyle:"short"})}.
              Whoever has the link can read it and write here: send it to the customer alone.`:"Making the link …"}
      </p>
      ${n&&!i&&a`<${ap} address=${en(n)} />`}
      <p class="error" role="alert">${s}</p>
      <p class="dialog-buttons">
        ${n&&!i&&a`
          <button class="quiet" type="button" onClick=${p}
            title="This one, and those made before">End all links</button>
        `}
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function ap({address:e}){let[t,n]=m(!1),o=async()=>{await navigator.clipboard.writeText(e),n(!0)};return a`
    <p class="given-line">
      <input readonly aria-label="Link for an e-mail" value=${e}
        onFocus=${s=>s.currentTarget.select()} />
      ${navigator.clipboard&&a`
        <button class="primary" type="button" onClick=${o}>${t?"Copied":"Copy"}</button>
      `}
    </p>
  `}function Ci({desk:e,conversation:t}){let n=O(null),o=()=>{e.attached.add(t.id,n.current?.files??[]),n.current&&(n.current.value=""),e.boxWanted.value=!0};return a`
    <button class="toggle" disabled=${e.link.value!=="live"}
      onClick=${()=>n.current?.click()}>Attach a file</button>
    <input ref=${n} type="file" multiple hidden aria-label="File for the customer"
      onChange=${o} />
  `}function Ei({desk:e,conversation:{id:t}}){let n=e.attached.of(t),o=s=>{e.attached.remove(t,s),e.boxWanted.value=!0};return n.length>0&&a`
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
  `}var Ti=(e,{id:t})=>({onDragOver:n=>{n.dataTransfer?.types.includes("Files")&&n.preventDefault()},onDrop:n=>{let o=n.dataTransfer?.files;o?.length&&(n.preventDefault(),e.attached.add(t,o),e.boxWanted.value=!0)}});function Oi(e,{id:t},n){let o=n.clipboardData;!o?.files.length||o.types.includes("text/plain")||(n.preventDefault(),e.attached.add(t,o.files))}var lp=6;function Ai(e,t,n){let o=cr(n);return o===null?null:{label:"Canned replies",choices:ur(e.replies.known.value,o).slice(0,lp).map(r=>({...r,draft:cp(e,t,r)})),none:"No canned reply has these words."}}function cp(e,t,{text:n}){let o=e.threads.of(t.id)?.handoff?.packet.facts??{};return pr(n,{agent:e.snapshot.value?.agent.name,customer:t.customer_name,order:o.order_number?String(o.order_number):null})}function Ri({offered:{label:e,choices:t,none:n},chosen:o,choose:s}){return a`
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
  `}var Di=/(^|\s)@([^@\n]{0,40})$/;function Ni(e,t){let n=Di.exec(e)?.[2].toLowerCase();if(n===void 0)return null;let o=t.filter(({name:s})=>s.toLowerCase().split(/\s+/).some((r,i,l)=>l.slice(i).join(" ").startsWith(n)));return o.length?o:null}var qi=(e,t)=>e.replace(Di,(n,o)=>`${o}@${t} `);function Li(e,t){let n=[...t].sort((s,r)=>r.length-s.length).map(up);if(!n.length)return[{text:e,name:!1}];let o=new RegExp(`(?<![\\p{L}\\p{N}_@])(@(?:${n.join("|")}))(?![\\p{L}\\p{N}_])`,"giu");return e.split(o).map((s,r)=>({text:s,name:r%2===1})).filter(s=>s.text)}var up=e=>e.replaceAll(/[.*+?^${}()|[\]\\]/g,"\\$&");var pp=6;function Pi(e,t){let{agents:n=[],agent:o}=e.snapshot.value??{},s=n.filter(i=>i.at_desk&&i.id!==o?.id),r=Ni(t,s);return r&&{label:"Colleagues",choices:r.slice(0,pp).map(({id:i,name:l,presence:c})=>({id:i,title:l,text:v(c),draft:qi(t,l)})),none:""}}var hp={low_understanding:"I am sorry that our assistant did not understand you.",frustrated:"I am sorry for the trouble this has been.",policy:"What you asked for needs a person's decision, and I am looking at it now.",value_limit:"What you asked for needs a person's decision, and I am looking at it now.",action_failed:"I am sorry: what our assistant tried for you did not work. I am seeing to it now.",diagnosis_rejected:"I see that our assistant's guess was not right. I am looking for the cause myself.",bot_unavailable:"I am sorry that our assistant could not answer you.",proactive_recovery:"I am sorry that we let you down. I would like to put that right.",danger:"I have read what you wrote, and I am with you now. Is everybody all right?"};function Ii({conversation:e,messages:t,handoff:n},o,s){if(!n?.assigned_at||fp(t,o,n.assigned_at))return null;let r=e.customer_name?.split(" ")[0];return[`Hello${r?` ${r}`:""}, this is ${s}.`,dp(n.packet),hp[n.packet.reason.code]].filter(Boolean).join(" ")}function dp({facts:e}){return`I have read everything you wrote${e.order_number?` about order ${e.order_number}`:""}, so you need not repeat any of it.`}function fp(e,t,n){return e.some(({author:o,kind:s,time:r})=>o.id===t&&s!=="note"&&Date.parse(r)>=Date.parse(n))}function Fi({desk:e}){let t=e.thread.value,n=e.snapshot.value?.agent;if(!t||!n||!e.canReply.value||e.writing.value!=="reply")return null;let{id:o}=t.conversation,s=Ii(t,n.id,n.name);return!s||e.drafts.get(o,"reply")?null:a`
    <p class="opening">
      <span><strong>To begin with</strong> ${s}</span>
      <button class="quiet" onClick=${()=>{e.drafts.set(o,"reply",s),e.write("reply")}}>Put in the box</button>
    </p>
  `}var Mi={customer:"Customer",bot:"Bot",agent:"Agent",system:""};function Ui({quote:{conversation_id:e,seq:t,author:n,name:o,text:s}}){return a`
    <a class="quote" href=${W(e,t)} title="Go to the quoted message">
      <strong>${o||Mi[n]}</strong> ${s}
    </a>
  `}function Bi({desk:e,conversation:{id:t}}){let n=e.quotes.of(t),o=e.threads.of(t)?.messages.find(i=>i.seq===n);if(!o||e.writing.value==="note")return null;let{author:s,text:r}=o;return a`
    <p class="quoting">
      <span class="quote"><strong>${s.name||Mi[s.kind]}</strong> ${r??"(a file)"}</span>
      <button class="quiet" onClick=${()=>e.quotes.set(t,null)}>Don't quote</button>
    </p>
  `}function ji({desk:e,conversation:t}){let{label:n,templates:o}=U(e.snapshot.value,t.channel),[s,r]=m(0),[i,l]=m([]),[c,p]=m(""),u=o[s];if(!u)return a`<${Wi} label=${n}><p class="closed">No templates are set up.</p><//>`;let d=u.parameters.map((h,$)=>i[$]?.trim()??""),f=async()=>{p("Sending …");try{await e.sending.special(t,{template:{name:u.name,parameters:d}}),l([]),p("Sent. The rest goes out when the customer answers.")}catch(h){p(x(h))}};return a`
    <${Wi} label=${n}>
      <select aria-label="Template" value=${s} onChange=${h=>r(Number(h.currentTarget.value))}>
        ${o.map((h,$)=>a`<option value=${$}>${h.name}</option>`)}
      </select>
      ${u.parameters.map((h,$)=>a`
        <input key=${h} aria-label=${h} placeholder=${h} maxlength="300"
          value=${i[$]??""} onInput=${g=>l(u.parameters.map((_,S)=>S===$?g.currentTarget.value:i[S]??""))} />
      `)}
      <p class="preview">${mp(u,d)}</p>
      <div class="composer-line">
        <button class="toggle" onClick=${()=>e.write("note")}>Internal note</button>
        <span class="hint" role="status">${c}</span>
        <button class="primary" onClick=${f}
          disabled=${!d.every(Boolean)||e.link.value!=="live"}>
          Send template
        </button>
      </div>
    <//>
  `}var Wi=({label:e,children:t})=>a`
  <div class="composer templates">
    <p class="hint">The reply window is closed. ${e} now takes templates only.</p>
    ${t}
  </div>
`,mp=({text:e},t)=>e.replaceAll(/\{\{(\d+)\}\}/g,(n,o)=>t[o-1]||n);var Vi=5e3,$p=4500;function Ki({desk:e,conversation:t}){let n=e.writing.value,o=e.drafts.get(t.id,n),s=n==="reply"&&!e.canReply.value,r=s&&!o,i=e.link.value!=="live",l=n==="reply"?hr(o):null,c=n==="reply"&&e.attached.of(t.id).length>0,u=(c?e.attached.isReady(t.id):!!o.trim())&&!s&&!i&&!l,d=()=>{u&&(c?e.sending.withFiles(t,o.trim(),e.attached):e.send(t,n,o.trim()))},f=e.sending.refusals.value[t.id];return n==="reply"&&!s&&yp(e,t)?a`<${ji} desk=${e} conversation=${t} />`:a`
    <div class=${`composer ${n}`} ...${n==="reply"&&!s&&Ti(e,t)}>
      ${f&&a`<p class="error" role="alert">${f}</p>`}
      <${Fi} desk=${e} />
      ${r?a`<p class="closed">${Hi(e,t)}</p>`:a`<${Bi} desk=${e} conversation=${t} />
            <${gp} desk=${e} conversation=${t} send=${d} />`}
      ${n==="reply"&&a`<${Ei} desk=${e} conversation=${t} />`}
      <div class="composer-line">
        <button class="toggle" aria-pressed=${n==="note"} onClick=${()=>e.write(n==="note"?"reply":"note")}>Internal note</button>
        ${!r&&!s&&n==="reply"&&a`
          <${Ci} desk=${e} conversation=${t} />
        `}
        ${!r&&a`
          <span class="hint">${s?Hi(e,t):bp(o,i,n,l)}</span>
          <button class="primary" disabled=${!u} onClick=${d}>
            Send
          </button>
        `}
      </div>
    </div>
  `}function gp({desk:e,conversation:t,send:n}){let o=e.writing.value,s=O(null),r=e.boxWanted.value;k(()=>{r&&(s.current?.focus(),e.boxWanted.value=!1)});let i=e.drafts.get(t.id,o),l=o==="note"?Pi(e,i):Ai(e,t,i),c=l?.choices??null,[p,u]=m(0),d=Math.min(p,Math.max((c?.length??0)-1,0));k(()=>{c?o==="reply"&&e.replies.want():u(0)},[!c]);let f=g=>{e.drafts.set(t.id,o,g.draft),s.current?.focus()},h=g=>{let _=c&&{ArrowDown:1,ArrowUp:-1}[g.key];if(_)return g.preventDefault(),u(Math.max(d+_,0));if(c?.[d]&&g.key==="Enter")return g.preventDefault(),f(c[d]);g.key==="Escape"&&s.current?.blur(),!(g.key!=="Enter"||g.shiftKey||g.isComposing)&&(g.preventDefault(),n())},$=g=>{let{value:_}=g.currentTarget;e.drafts.set(t.id,o,_),e.typed(t.id,o)};return a`
    ${l&&a`<${Ri} offered=${l} chosen=${d} choose=${f} />`}
    <textarea ref=${s} rows="2" maxlength=${Vi} enterkeyhint="send"
      aria-label=${o==="note"?"Internal note":"Reply"}
      aria-controls=${c?"canned":void 0}
      aria-activedescendant=${c?.length?`canned-${d}`:void 0}
      placeholder=${o==="note"?"Only agents see this, @ names a colleague":"Write to the customer, / for replies"}
      value=${i} onInput=${$} onKeyDown=${h}
      onPaste=${g=>o==="reply"&&Oi(e,t,g)} />
  `}function yp(e,{channel:t,reply_window_until:n}){return!!n&&Date.parse(n)<e.now.value&&U(e.snapshot.value,t).templates_only}function Hi(e,{owner:t,agent_id:n,asking:o}){return t==="queue"?"Waiting in the queue. You can reply once you have accepted it.":t==="agent"?`With ${e.nameOf(n)}.`:o?"The bot asks something for a colleague, who gets the case back with the answer.":t==="bot"?"The bot answers here.":"Resolved. The next message of the customer goes to the bot."}function bp(e,t,n,o){return t?"Not connected. Your text is kept.":o?`Write something in place of ${o}`:e.length>$p?`${Vi-e.length} characters left`:n==="note"?"The customer never sees this":"Enter sends · Shift+Enter new line"}function Yi({desk:e,conversation:t}){let n=e.snapshot.value?.labels??[],{error:o,busy:s,submit:r}=E(async i=>{await e.casework.label(t,i.getAll("label").map(String)),e.dialog.value=null});return a`
    <${A} desk=${e} title="Labels">
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
  `}function zi({attachment:e}){let{kind:t,ref:n,name:o,latitude:s,longitude:r}=e;if(t==="location"&&typeof s=="number"&&typeof r=="number")return a`<${vp} name=${o} latitude=${s} longitude=${r} />`;let i=o??t;if(!n)return a`<p class="tag">${i}</p>`;let l=`/api/console/media/${n}`;return t==="image"?a`
      <a href=${l} target="_blank" rel="noopener">
        <img class="picture" src=${l} alt=${i} loading="lazy" />
      </a>
    `:t==="audio"?a`<audio class="sound" controls preload="none" src=${l} aria-label=${i}></audio>`:t==="video"?a`<video class="picture" controls preload="none" src=${l} aria-label=${i}></video>`:a`<p><a class="file" href=${l} download=${i}>${i}</a></p>`}function vp({name:e,latitude:t,longitude:n}){let o=`${t.toFixed(5)}, ${n.toFixed(5)}`,s=`https://www.openstreetmap.org/?mlat=${t}&mlon=${n}#map=16/${t}/${n}`;return a`
    <p>
      <span dir="auto">${e??"Location"}</span>
      ${" "}(<a href=${s} target="_blank" rel="noopener noreferrer">${o}</a>)
    </p>
  `}var _p=/https?:\/\/[^\s<>"']+/g,wp=/[.,;:!?)\]]+$/;function Gi(e){let t=[],n=0;for(let o of e.matchAll(_p)){let s=o[0].replace(wp,"");o.index>n&&t.push({text:e.slice(n,o.index)}),t.push({text:s,href:s}),n=o.index+s.length}return n<e.length&&t.push({text:e.slice(n)}),t}function Rt({text:e}){return Gi(e).map(t=>t.href?a`<a href=${t.href} target="_blank" rel="noopener noreferrer">${t.text}</a>`:t.text)}var Ji=({text:e,names:t})=>Li(e,t).map(n=>n.name?a`<span class="named">${n.text}</span>`:a`<${Rt} text=${n.text} />`);var kp="M2 8.5l3 3 6-7",Qi="M14 8a6 6 0 1 1-12 0 6 6 0 0 1 12 0z",Xi="M2 8.5l3 3 6-7 M8 11l.5.5 6-7",xp={queued:{path:`M8 4.5v4l2.5 1.5 ${Qi}`,word:"Waiting to be sent"},sent:{path:kp,word:"Sent"},delivered:{path:Xi,word:"Delivered"},read:{path:Xi,word:"Read"},failed:{path:`M8 4.5v4.5 M8 11.5v.2 ${Qi}`,word:"Not delivered"}};function Zi({state:e}){let{path:t,word:n}=xp[e];return a`
    <span class=${`ticks ${e}`} title=${n}>
      <svg viewBox="0 0 16 16" width="14" height="14" role="img" aria-label=${n}>
        <path d=${t} fill="none" stroke="currentColor" stroke-width="1.6"
          stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      ${e==="failed"&&n}
    </span>
  `}var on="email_link",Sp={customer:"Customer",bot:"Bot",agent:"Agent",system:""};function ta({message:e,follows:t,own:n,moved:o,target:s,again:r,quote:i,names:l}){let{author:c,kind:p,seq:u,text:d,time:f,state:h,custom:$}=e;if(c.kind==="system"&&p==="text"&&h!=="failed")return a`<${Ep} message=${e} target=${s} />`;let _=p==="note"?"note":c.kind;return a`
    <article data-seq=${u}
      class=${`message ${_} ${t?"follows":""} ${s?"target":""}`}>
      ${t?a`<${$o} message=${e} />`:a`<${Cp} message=${e} own=${n} moved=${o} />`}
      <div class="bubble" title=${`${j(f)}, ${Q(f)}`}>
        ${$?.quote&&a`<${Ui} quote=${$.quote} />`}
        ${p==="rating"&&a`<${Ap} ...${e.custom} />`}
        ${p==="note"&&d&&a`<p class="text"><${Ji} text=${d} names=${l} /></p>`}
        ${p!=="rating"&&p!=="note"&&d&&a`<p class="text"><${Rt} text=${d} /></p>`}
        <${Tp} message=${e} />
        ${h&&a`<${Zi} state=${h} />`}
        ${h==="failed"&&r&&a`
          <button class="quiet" onClick=${r}>Send again</button>
        `}
        ${$&&a`<${Op} custom=${$} />`}
        ${i&&a`
          <button class="quiet do-quote" aria-label=${`Quote: ${d??"a file"}`} onClick=${i}>Quote</button>
        `}
      </div>
    </article>
  `}function ea({entry:e,held:t}){return a`
    <article class=${`message pending ${e.kind==="note"?"note":"agent"}`}>
      <header class="head">${t?"Waiting for the connection":"Sending …"}</header>
      <div class="bubble"><p class="text"><${Rt} text=${e.text} /></p></div>
    </article>
  `}function Cp({message:e,own:t,moved:n}){let{author:o,kind:s}=e,r=t?"You":o.name||Sp[o.kind];return a`
    <header class="head">
      <strong>${r}</strong>
      ${o.kind==="bot"&&a`<span class="tag">Bot</span>`}
      ${s==="note"&&a`<span class="tag">Internal note</span>`}
      ${n&&a`<span class="tag strong">${n}</span>`}
      ${o.kind==="customer"&&e.how===on&&a`
        <span class="tag strong" title="Whoever holds the link may have written it">By an e-mail link</span>
      `}
      <${$o} message=${e} />
    </header>
  `}function Ep({message:e,target:t}){return a`
    <p data-seq=${e.seq} class=${`happening ${t?"target":""}`}>
      ${e.text} <${$o} message=${e} />
    </p>
  `}function $o({message:{conversation_id:e,seq:t,time:n}}){return a`
    <a class="at" href=${W(e,t)} title="Link to this message">
      <time datetime=${n}>${Q(n)}</time>
    </a>
  `}function Tp({message:{buttons:e=[],image:t,attachments:n=[]}}){return a`
    ${t&&a`<img class="picture" src=${t} alt="Picture" loading="lazy" />`}
    ${n.map(o=>a`<${zi} attachment=${o} />`)}
    ${e.length>0&&a`
      <ul class="choices" aria-label="Choices that were shown">
        ${e.map(o=>a`<li>${o.title}</li>`)}
      </ul>
    `}
  `}function Op({custom:{reaction:e,edited:t,revoked:n,undelivered:o,elsewhere:s}}){return a`
    ${e&&a`<span class="reaction" title="Reaction">${e}</span>`}
    ${t&&a`<span class="tag">Edited</span>`}
    ${n&&a`<span class="tag">Deleted</span>`}
    ${s&&a`<span class="tag">Not through the desk</span>`}
    ${o&&a`<p class="undelivered">${Mr(o)}</p>`}
  `}function Ap({score:e,comment:t}){return a`
    <p class="stars" role="img" aria-label=${`Rated ${e} of 5`}>
      ${"★".repeat(e)}${"☆".repeat(5-e)}
    </p>
    ${t&&a`<p class="text"><${Rt} text=${t} /></p>`}
  `}var na=60,Rp=600,go=100,Dp=20,Np=300*1e3;function oa({desk:e,thread:t}){let{id:n}=t.conversation,o=e.sending.outbox.of(n,t.messages),s=t.messages.length+o.length,r=e.target.value,i=t.messages.some($=>$.seq===r)?r:null,{shown:l,widen:c}=Pp(e,t,i),{box:p,atEnd:u,onScroll:d,onGrowth:f,toEnd:h}=Mp(n,s,o.length,i);return Fp(p,u,l[0]?.seq),a`
    <div class="log-frame">
      <div class="log" role="log" aria-label="Conversation" tabindex="0"
        ref=${p} onLoadCapture=${f} onScroll=${()=>{d(),c(p.current)}}>
        ${l.map(($,g)=>a`
          <${qp} key=${$.seq} desk=${e} message=${$}
            before=${l[g-1]} target=${$.seq===i} />
        `)}
        ${o.map($=>a`
          <${ea} key=${$.client_id} entry=${$} held=${e.link.value!=="live"} />
        `)}
      </div>
      ${!u&&a`<button class="to-end" onClick=${h}>Latest message ↓</button>`}
    </div>
  `}function qp({desk:e,message:t,before:n,target:o}){let s=!n||!so(n.time,t.time),r=!!t.author.id&&t.author.id===e.snapshot.peek()?.agent.id,i=!s&&Lp(n,t),l=e.snapshot.value?.agents.map(u=>u.name)??[],{label:c}=U(e.snapshot.value,t.channel),p=()=>{e.quotes.set(t.conversation_id,t.seq),e.write("reply")};return a`
    ${s&&a`<p class="day">${qr(t.time)}</p>`}
    <${ta} message=${t} own=${r} follows=${i} target=${o}
      moved=${n&&n.channel!==t.channel?c:null}
      names=${l} quote=${e.canReply.value&&to(t)?p:null}
      again=${e.canReply.value?()=>e.handling.sendAgain(t):null} />
  `}function Lp(e,t){return e.author.kind===t.author.kind&&e.author.id===t.author.id&&e.kind===t.kind&&e.channel===t.channel&&e.how===on==(t.how===on)&&Date.parse(t.time)-Date.parse(e.time)<Np}function Pp(e,t,n){let{messages:o,conversation:{id:s}}=t,[r,i]=m({id:s,seq:1/0}),l=r.id===s?r.seq:1/0,c=Math.min(l,Ip(o,n)),p=o.filter(d=>d.seq>=c);return{shown:p,widen:d=>{let{scrollTop:f=0,scrollHeight:h=0,clientHeight:$=0}=d??{},g=h-f-$<na,_=f<Rp;!g&&_&&p[0]===o[0]&&!Ke(t)&&e.earlier(s);let S=g?1/0:Math.max(_?c-go:c,o[0].seq-go);S!==l&&i({id:s,seq:S})}}}function Ip(e,t){let n=e.at(-go)?.seq??0;return t?Math.min(n,t-Dp):n}function Fp(e,t,n){let o=O(0),s=O(n);gt(()=>{let r=e.current;if(!r)return;s.current!==n&&!t&&r.scrollTop===0&&(r.scrollTop=r.scrollHeight-o.current),s.current=n,o.current=r.scrollHeight-r.scrollTop})}function Mp(e,t,n,o){let s=O(null),[r,i]=m(!0),l=O(!0),c=O(0);l.current=r;let p=()=>s.current?.scrollTo({top:s.current.scrollHeight});return gt(()=>{let f=o&&s.current?.querySelector(`[data-seq="${o}"]`);i(!f),l.current=!f,f?f.scrollIntoView({block:"center"}):p()},[e,o]),gt(()=>{l.current&&p()},[t]),gt(()=>{n>0&&p()},[n]),k(()=>{let f=new ResizeObserver(()=>l.current&&p());return s.current&&f.observe(s.current),()=>f.disconnect()},[]),{box:s,atEnd:r,onScroll:()=>{let{scrollTop:f=0,scrollHeight:h=0,clientHeight:$=0}=s.current??{},g=h>c.current;if(c.current=h,g&&l.current)return p();i(h-f-$<na)},onGrowth:()=>l.current&&p(),toEnd:p}}function Dt({desk:e,ids:t}){return Ws(e.snapshot.value,t).map(n=>a`
    <span class="label" key=${n.id}>${n.name}</span>
  `)}function sa({desk:e,conversation:t}){let n=e.link.value!=="live";return a`
    <p class="marks">
      <${Up} desk=${e} conversation=${t} />
      <${Dt} desk=${e} ids=${t.labels} />
      <button class="quiet" disabled=${n} title="Labels of the conversation (l)"
        aria-label="Labels of the conversation"
        onClick=${()=>e.dialog.value="labels"}>Labels</button>
    </p>
  `}function Up({desk:e,conversation:t}){let{priority:n}=t;if(!n)return null;let o=n==="low"?["low",...Et]:Et;return a`
    <select class=${`priority-choice ${n}`} aria-label="Priority" title="Priority (p)"
      value=${n} disabled=${e.link.value!=="live"}
      onChange=${s=>e.casework.prioritise(t,s.currentTarget.value)}>
      ${o.map(s=>a`
        <option value=${s} selected=${s===n} disabled=${s==="low"}>
          ${v(s)}${s==="normal"?" priority":""}
        </option>
      `)}
    </select>
  `}function ra({desk:e,thread:{conversation:t,readers:n}}){let o=e.snapshot.value?.agent.id,s=ar(n,o,t.agent_id,i=>e.nameOf(i)),r=t.owner==="agent"&&t.agent_id!==o;return a`
    <p class="readers" role="status">
      ${r&&a`<span>You are reading along. Your internal notes reach
        ${" "}${e.nameOf(t.agent_id)} at once.</span>`}
      ${s.map(i=>a`<span key=${i}>${i}</span>`)}
    </p>
  `}function ia({desk:e,conversation:t}){function n(s){s.preventDefault();let r=new FormData(s.currentTarget),{id:i,epoch:l,customer_name:c}=t,p={disposition:String(r.get("disposition")),root_cause:String(r.get("root_cause"))||null,note:String(r.get("note")).trim()};e.resolving.begin({conversation_id:i,epoch:l,name:c,...p},Date.now()),e.dialog.value=null}let o=e.threads.of(t.id)?.handoff?.packet.facts?.root_cause;return a`
    <${A} desk=${e} title="How did it end?">
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
  `}function aa({desk:e,conversation:t}){let{agent:n,agents:o=[]}=e.snapshot.value??{},s=o.filter(c=>c.presence==="available"&&c.id!==n?.id),{error:r,busy:i,submit:l}=E(async c=>{let[p,u,d]=["to_agent","to_skill","note"].map(f=>String(c.get(f)??"").trim());await e.handling.transfer(t,p?{to_agent:p}:{to_skill:u},d),e.dialog.value=null});return a`
    <${A} desk=${e} title="Pass on to whom?">
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
  `}var Bp="ag_elsewhere";function la({desk:e}){let t=e.thread.value;if(!t)return a`<${Kp} desk=${e} />`;let{conversation:n}=t;return a`
    <div>
      <${Wp} desk=${e} conversation=${n} />
      <${ra} desk=${e} thread=${t} />
    </div>
    <${oa} desk=${e} thread=${t} />
    <${Vp} desk=${e} conversation=${n} />
    <${Ki} key=${n.id} desk=${e} conversation=${n} />
    ${e.dialog.value==="resolve"&&a`
      <${ia} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="labels"&&a`
      <${Yi} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="ask-bot"&&a`
      <${xi} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="transfer"&&a`
      <${aa} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="link"&&a`
      <${Si} desk=${e} conversation=${n} />
    `}
  `}function Wp({desk:e,conversation:t}){let{label:n,linkable:o}=U(e.snapshot.value,t.channel);return a`
    <header class="conversation-head">
      <div>
        <h1>${t.customer_name??"Unknown customer"}</h1>
        <p>
          <span class=${`level ${t.level}`}>${Ze(t.level)}</span>
          ${" · "}${n} · began${" "}
          <${Z} desk=${e} since=${t.opened_at} /> ago
          <${jp} desk=${e} until=${t.reply_window_until} />
        </p>
        <${sa} desk=${e} conversation=${t} />
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
          `:Hp(e,t)&&a`
            <button disabled=${e.link.value!=="live"}
              onClick=${()=>e.handling.takeOver(t)}>Take over</button>
          `}
    </header>
  `}function jp({desk:e,until:t}){let n=Ur(t,e.now.value),o=!!t&&Date.parse(t)-e.now.value<36e5;return n&&a`${" · "}<span class=${`window ${o?"soon":""}`}>${n}</span>`}function Hp(e,{owner:t,agent_id:n}){return n===Bp?!0:t==="agent"?e.may("reassign"):t==="bot"||t==="queue"}function Vp({desk:e,conversation:{id:t,customer_name:n}}){let o=(e.typing.until.value[t]??0)>e.now.value;return a`<p class="typing" role="status">${o&&`${n??"The customer"} is typing …`}</p>`}function Kp({desk:e}){return e.selected.value&&!e.problem.value&&e.link.value==="live"?a`<p class="nothing" role="status">Opening …</p>`:a`
    <div class="nothing">
      <h1>No conversation is open.</h1>
      <p><kbd>a</kbd> accepts an offer, <kbd>j</kbd> goes to your next conversation,${" "}
        <kbd>?</kbd> shows all keys.</p>
    </div>
  `}var Yp={first_answer:"First answer",next_answer:"Answer",resolution:"Resolution"},ca=["calm","near","missed"];function zp(e,t){return t>=Date.parse(e.at)?"missed":t>=Date.parse(e.warn_at)?"near":"calm"}function sn(e,t){let n=(e?.dues??[]).map(o=>({due:o,level:zp(o,t)}));return n.sort((o,s)=>ca.indexOf(s.level)-ca.indexOf(o.level)||Date.parse(o.due.at)-Date.parse(s.due.at)),n[0]??null}function ua(e,t){let n=Date.parse(e.at)-t;return`${Yp[e.target]} ${n>0?`in ${Je(n)}`:`${Je(-n)} late`}`}function bo(e,t){let{cursor:n,numbers:o}=t;return n===null?o?{...e,numbers:o}:e:n<=e.cursor?e:{...Gp(e,t),cursor:n}}function Gp(e,{agent:t,gone:n,case:o,left:s,clock:r}){return t?{...e,agents:[...pa(e.agents,t.id),t].sort(Jp)}:n?{...e,agents:pa(e.agents,n)}:o?{...e,cases:[...rn(e.cases,o.handoff_id),o].sort(Qp)}:r?{...e,clocks:[...rn(e.clocks,r.handoff_id),r]}:s?{...e,cases:rn(e.cases,s),clocks:rn(e.clocks,s)}:e}var rn=(e,t)=>e.filter(n=>n.handoff_id!==t),pa=(e,t)=>e.filter(n=>n.id!==t),Jp=(e,t)=>yo(e.name,t.name)||yo(e.id,t.id),Qp=(e,t)=>Date.parse(e.assigned_at)-Date.parse(t.assigned_at)||yo(e.handoff_id,t.handoff_id),yo=(e,t)=>e<t?-1:e>t?1:0;var an=class{floor=y(null);error=y("");#t=[];#e=()=>{};constructor(t){this.connection=t}begin(){this.#e=this.connection.hear("floor",t=>this.#n(t))}end(){this.#e(),this.connection.tell("leave_floor",{})}async read(){this.#t=[],this.floor.value=null;try{let t=await this.connection.ask("floor",{});this.floor.value=this.#t.reduce(bo,t),this.error.value=""}catch(t){t instanceof D||(this.error.value=x(t))}}reassign(t,n,o){return this.connection.ask("reassign",{...t,...n,note:o})}#n(t){let n=this.floor.peek();n?this.floor.value=bo(n,t):this.#t.push(t)}};function ha(e,t){let n=new Map(e.clocks.map(l=>[l.handoff_id,l])),o=e.cases.map(l=>{let c=n.get(l.handoff_id);return{...l,clock:c,level:sn(c,t)?.level??"calm"}}),s=e.agents.map(l=>({...l,held:o.filter(c=>c.agent_id===l.id)})),r=l=>l.held.some(c=>c.level==="missed")?0:1,i=l=>l.presence==="offline"&&!l.held.length?1:0;return s.sort((l,c)=>r(l)-r(c)||i(l)-i(c))}function da(e){let t=e.flatMap(n=>n.held.map(o=>o.level));return{near:t.filter(n=>n==="near").length,missed:t.filter(n=>n==="missed").length}}function pt({desk:e,clock:t}){let n=e.now.value,o=sn(t,n);return!o||o.level==="calm"?null:a`<span class=${`due ${o.level}`}>${ua(o.due,n)}</span>`}function ln({desk:e,clock:t}){return t.waits_since?a`<span>waits ${At(t.waits_since,e.now.value)}</span>`:a`<span class="muted">waits for the customer</span>`}function fa({desk:e,watch:t,moved:n,agents:o}){let s=o.filter(u=>u.presence==="available"&&u.id!==n.agent_id),{lines:r=[]}=t.floor.value?.numbers??{},i=new Set([...o.flatMap(u=>u.skills),...r.map(u=>u.skill)]),{error:l,busy:c,submit:p}=E(async u=>{let[d,f,h]=["to_agent","to_skill","note"].map(g=>String(u.get(g)??"").trim());if(!d&&!f)return"Choose an agent or a skill.";let $={conversation_id:n.conversation_id,from_agent:n.agent_id};await t.reassign($,d?{to_agent:d}:{to_skill:f},h),e.dialog.value=null});return a`
    <${A} desk=${e} title=${`Reassign ${n.customer_name??"an unknown customer"}`}>
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
  `}var Xp={available:"Available",away:"Away",offline:"Offline"};function ma({desk:e}){let t=at(()=>new an(e.connection),[]),[n,o]=m(null);k(()=>(t.begin(),()=>t.end()),[]);let s=e.link.value==="live";k(()=>{s&&t.read()},[s]);function r(c){o(c),e.dialog.value="reassign"}let i=t.floor.value,l=i?ha(i,e.now.value):[];return a`
    <header class="wide-head"><h1>Live floor</h1></header>
    <p class="error wide-part" role="alert">${t.error.value}</p>
    <div class="floor" aria-busy=${i===null}>
      ${i&&a`
        <${Zp} agents=${l} numbers=${i.numbers} />
        <${th} desk=${e} numbers=${i.numbers} />
        <${eh} desk=${e} move=${r} />
        <${oh} desk=${e} agents=${l} move=${r} />
      `}
    </div>
    ${n&&i&&e.dialog.value==="reassign"&&a`
      <${fa} desk=${e} watch=${t} moved=${n} agents=${i.agents} />
    `}
  `}function Zp({agents:e,numbers:t}){let n=cn(t.lines.map(c=>c.waiting)),o=da(e),s=o.missed+cn(t.lines.map(c=>c.missed)),r=o.near+cn(t.lines.map(c=>c.near)),i=e.filter(c=>c.presence==="available"),l=[["In the queue",n,""],["With agents",cn(e.map(c=>c.held.length)),""],["With the bot",t.with_bot,""],["Agents available",i.length,""],["Near a target",r,r?"near":""],["Target missed",s,s?"missed":""]];return a`
    <dl class="sums" aria-label="Right now">
      ${l.map(([c,p,u])=>a`
        <div class=${u}><dt>${c}</dt><dd>${p}</dd></div>
      `)}
    </dl>
  `}function th({desk:e,numbers:t}){return t.lines.length?a`
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
  `:a`<section><h2>Queue by skill</h2><p class="empty">Nobody is waiting.</p></section>`}function eh({desk:e,move:t}){let n=e.snapshot.value?.queue??[];return n.length?a`
    <section>
      <h2>Next in the queue</h2>
      <ul class="floor-cases" role="list" aria-label="Next in the queue">
        ${n.slice(0,50).map(o=>a`
          <${nh} key=${o.handoff_id} desk=${e} item=${o} move=${t} />
        `)}
      </ul>
    </section>
  `:null}function nh({desk:e,item:t,move:n}){let{conversation_id:o,customer_name:s,handoff_id:r,offered_to:i}=t,l=e.snapshot.value?.clocks.find(c=>c.handoff_id===r);return a`
    <li class="floor-case">
      <a href=${W(o)}>${s??"Unknown customer"}</a>
      <span class="muted">
        ${ot(t.reason.code)} · ${v(t.skill)} · waits${" "}
        <${Z} desk=${e} since=${t.queued_at} />
        ${i&&` · offered to ${e.nameOf(i)}`}
      </span>
      <${pt} desk=${e} clock=${l} />
      <${$a} desk=${e} moved=${{conversation_id:o,customer_name:s,agent_id:null}} move=${n} />
    </li>
  `}function oh({desk:e,agents:t,move:n}){return a`
    <section>
      <h2>Agents</h2>
      <ul class="floor-agents" role="list" aria-label="Agents">
        ${t.map(o=>a`
          <${sh} key=${o.id} desk=${e} agent=${o} move=${n} />
        `)}
      </ul>
    </section>
  `}function sh({desk:e,agent:t,move:n}){let{presence:o,presence_since:s,held:r,capacity:i,skills:l}=t;return a`
    <li class=${`floor-agent ${o}`} aria-label=${t.name}>
      <p class="floor-agent-line">
        <strong>${t.name}</strong>
        <span class=${`presence-word ${o}`}>
          ${Xp[o]}${s&&a` for <${Z} desk=${e} since=${s} />`}
        </span>
        <span class="muted">${r.length} of ${i}</span>
        <span class="muted floor-skills">${l.map(v).join(", ")||"Every skill"}</span>
      </p>
      ${r.length>0&&a`
        <ul class="floor-cases" role="list" aria-label=${`Cases of ${t.name}`}>
          ${r.map(c=>a`
            <${rh} key=${c.handoff_id} desk=${e} held=${c} move=${n} />
          `)}
        </ul>
      `}
    </li>
  `}function rh({desk:e,held:t,move:n}){let{conversation_id:o,customer_name:s,agent_id:r,clock:i}=t,{label:l,marked:c}=U(e.snapshot.value,t.channel);return a`
    <li class="floor-case">
      <a href=${W(o)}>${s??"Unknown customer"}</a>
      <span class="muted">
        ${v(t.skill)} ${c&&`· ${l}`} · in hand for${" "}
        <${Z} desk=${e} since=${t.assigned_at} />
        ${i&&a` · <${ln} desk=${e} clock=${i} />`}
      </span>
      <${pt} desk=${e} clock=${i} />
      <${$a} desk=${e} moved=${{conversation_id:o,customer_name:s,agent_id:r}} move=${n} />
    </li>
  `}function $a({desk:e,moved:t,move:n}){let o=t.customer_name??"an unknown customer",s=t.agent_id===e.snapshot.value?.agent.id,r=()=>{e.select(t.conversation_id),e.handling.takeOver({id:t.conversation_id})};return a`
    <span class="floor-buttons">
      ${!s&&a`
        <button class="quiet" aria-label=${`Take over: ${o}`} onClick=${r}>Take over</button>
      `}
      <button class="quiet" aria-label=${`Reassign: ${o}`} onClick=${()=>n(t)}>
        Reassign
      </button>
    </span>
  `}var cn=e=>e.reduce((t,n)=>t+n,0);var ya=()=>b("GET","incidents"),ba=(e,t,n)=>e?b("PUT",`incidents/${encodeURIComponent(e)}`,t,n):b("POST","incidents",t,n),va=e=>b("POST",`incidents/${encodeURIComponent(e)}/end`,{},crypto.randomUUID());function _a(e){let t=o=>String(e.get(o)??"").trim(),n=t("ends_at");return{title:t("title"),told:t("told"),cause:t("cause"),starts_at:new Date(t("starts_at")).toISOString(),ends_at:n?new Date(n).toISOString():null,topics:ga(t("topics")),carrier:t("carrier")||null,country:t("country").toUpperCase()||null,postcodes:ga(t("postcodes")),product:t("product")||null,payment:t("payment")||null}}function wa({carrier:e,country:t,postcodes:n,product:o,payment:s,topics:r}){let i=n.length?`${t??""} postcodes ${n.join(", ")}…`:"",l=r.length?`only for ${r.join(", ").replaceAll("_"," ")}`:"";return[e,i.trim(),o,s,l].filter(Boolean).join(" · ")}function vo(e){if(!e)return"";let t=new Date(e);return new Date(t.getTime()-t.getTimezoneOffset()*6e4).toISOString().slice(0,16)}function ga(e){return e.split(/[,;\n]+/).map(t=>t.trim()).filter(Boolean)}var ih="new";function ka({desk:e}){let[t,n]=m(null),[o,s]=m([]),[r,i]=m(null),[l,c]=m("");async function p(){try{let h=await ya();n(h.incidents),s(h.causes),c("")}catch(h){c(x(h))}}k(()=>{p()},[]);async function u(h){try{await va(h.id),await p()}catch($){c(x($))}}async function d(){i(null),await p()}let f=t?.find(h=>h.id===r)??null;return a`
    <${A} desk=${e} title="Incidents">
      <p class="error" role="alert">${l}</p>
      ${r?a`<${ch} key=${r} causes=${o} incident=${f} done=${d}
            cancel=${()=>i(null)} />`:a`<${ah} desk=${e} known=${t} edit=${i} end=${u} />`}
    <//>
  `}function ah({desk:e,known:t,edit:n,end:o}){return a`
    <p class="muted">
      The bot tells customers whom one concerns, once and before it asks anything.
    </p>
    <ul class="incidents" role="list" aria-label="Known incidents" aria-busy=${t===null}>
      ${t?.map(s=>a`
        <${lh} key=${s.id} desk=${e} incident=${s} edit=${n} end=${o} />
      `)}
    </ul>
    ${t?.length===0&&a`<p class="empty">Nothing is known to go wrong.</p>`}
    <p class="dialog-buttons">
      <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      <button class="primary" onClick=${()=>n(ih)}>Add an incident</button>
    </p>
  `}function lh({desk:e,incident:t,edit:n,end:o}){let s=e.now.value,r=Date.parse(t.starts_at)>s,i=t.going_on?"Going on":r?"Ahead":"Over";return a`
    <li class=${`incident ${t.going_on?"on":"off"}`}>
      <p class="incident-line">
        <strong>${t.title}</strong>
        <span class=${`tag ${t.going_on?"strong":""}`}>${i}</span>
      </p>
      <p>“${t.told}”</p>
      <p class="muted">${wa(t)}</p>
      <p class="incident-line">
        <span class="muted">
          since ${H(t.starts_at,s)}${t.ends_at?` until ${H(t.ends_at,s)}`:""} · edited by ${t.edited_by}, ${H(t.edited_at,s)}
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
  `}function ch({causes:e,incident:t,done:n,cancel:o}){let[s,r]=m(t?.cause??e[0]?.code??""),i=O(crypto.randomUUID()),l=O(null);k(()=>l.current?.focus(),[]);let c=e.find(f=>f.code===s)?.topics??[],{error:p,busy:u,submit:d}=E(async f=>{try{await ba(t?.id??null,_a(f),i.current),n()}catch(h){throw i.current=crypto.randomUUID(),h}});return a`
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
            defaultValue=${vo(t?.starts_at??new Date().toISOString())} />
        </label>
        <label>
          Until, if known
          <input name="ends_at" type="datetime-local"
            defaultValue=${vo(t?.ends_at??null)} />
        </label>
      </div>
      <p class="error" role="alert">${p}</p>
      <p class="dialog-buttons">
        <button type="button" onClick=${o}>Back</button>
        <button class="primary" disabled=${u}>${t?"Save":"Let the bot know"}</button>
      </p>
    </form>
  `}function xa({desk:e}){let t=e.snapshot.value?.labels??[],[n,o]=m(null),[s,r]=m(0),[i,l]=m(""),c=p=>{o(null),l(p),r(s+1)};return a`
    <${A} desk=${e} title="List of labels">
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
      <${uh} key=${`${n?.id} ${s}`} label=${n} typed=${i} done=${c} />
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function uh({label:e,typed:t,done:n}){let o=O(null);k(()=>o.current?.focus(),[]);let{error:s,busy:r,submit:i}=E(async c=>{let p=String(c.get("name"));await js(e?.id??null,p.trim());let u=o.current?.value??"";n(e||u===p?"":u)}),l=E(async()=>{e&&await Hs(e.id),n("")});return a`
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
  `}function Sa({desk:e}){let t=e.mentions.value;return t.length?a`
    <section class="list mentions">
      <h2>Mentions <span class="count">${t.length}</span></h2>
      <ul aria-label="Mentions" role="list">
        ${t.map(n=>a`
          <li class="mention-entry" key=${n.id}>
            <button class="mention-open" onClick=${()=>e.handling.openMention(n)}>
              <span class="mention-text">${n.text}</span>
              <time datetime=${n.time}>${H(n.time,e.now.value)}</time>
            </button>
            <button class="quiet" aria-label=${`Dismiss: ${n.text}`}
              onClick=${()=>e.handling.dismiss(n.id)}>×</button>
          </li>
        `)}
      </ul>
    </section>
  `:null}function Nt({desk:e,channel:t}){let{label:n,marked:o}=U(e.snapshot.value,t);return o&&a`<span class="tag">${n}</span>`}function Ca({desk:e}){let t=e.mine.value;return a`
    <section class="list mine">
      <h2>My conversations <span class="count">${t.length||""}</span></h2>
      <ul aria-label="My conversations" role="list">
        ${t.map(n=>a`<${ph} key=${n.id} desk=${e} conversation=${n} />`)}
      </ul>
      ${!t.length&&a`<p class="empty">None yet. What you accept appears here.</p>`}
    </section>
  `}function ph({desk:e,conversation:t}){let{id:n,customer_name:o,labels:s,last_text:r,priority:i,updated_at:l}=t,c=e.selected.value===n,p=c?0:e.seen.unreadIn(t),u=(e.typing.until.value[n]??0)>e.now.value,d=e.snapshot.value?.clocks.find(f=>f.conversation_id===n);return a`
    <li class=${`entry ${c?"current":""} ${p?"unread":""}`}>
      <p class="entry-line">
        <span class="entry-name">
          <a href=${W(n)} aria-current=${c?"true":void 0}>
            ${o??"Unknown customer"}
          </a>
          ${(i==="high"||i==="urgent")&&a`
            <span class=${`priority ${i}`}>${v(i)}</span>
          `}
          <${Nt} desk=${e} channel=${t.channel} />
        </span>
        <time datetime=${l}>${H(l,e.now.value)}</time>
      </p>
      <p class="entry-line">
        <span class="entry-text">${u?"is typing …":r}</span>
        ${p>0&&a`
          <span class="badge" aria-label=${`${p} unread`}>${p>9?"9+":p}</span>
        `}
      </p>
      ${d&&a`
        <p class="entry-meta">
          <${ln} desk=${e} clock=${d} /> <${pt} desk=${e} clock=${d} />
        </p>
      `}
      ${s.length>0&&a`<p class="entry-labels"><${Dt} desk=${e} ids=${s} /></p>`}
    </li>
  `}var qt=12,hh=64;function Ta({label:e,items:t,total:n,row:o,before:s,more:r}){let{box:i,gap:l,from:c,to:p,height:u,look:d}=dh(n);k(()=>{p>t.length&&t.length<n&&r()},[p,t,n]);let f=n-Math.min(p,t.length);return a`
    <ul aria-label=${e} role="list" ref=${i} onScroll=${d}>
      ${s}
      <li key="above" class="gap" aria-hidden="true" ref=${l} style=${Ea(c*u)} />
      ${t.slice(c,p).map((h,$)=>o(h,{"aria-posinset":c+$+1,"aria-setsize":n}))}
      <li key="below" class="gap" aria-hidden="true" style=${Ea(f*u)} />
    </ul>
  `}var Ea=e=>({height:`${Math.max(0,e)}px`});function dh(e){let t=O(null),n=O(null),[o,s]=m(hh),[{from:r,to:i},l]=m({from:0,to:2*qt}),c=()=>{if(!t.current||!n.current)return;let{top:u,height:d}=t.current.getBoundingClientRect(),f=u-n.current.getBoundingClientRect().top,h=Math.max(0,Math.floor(f/o/qt)*qt-qt),$=Math.max(2,Math.ceil((f+d)/o/qt)+1)*qt;(h!==r||$!==i)&&l({from:h,to:$})};gt(()=>{let u=fh(n.current);u&&Math.abs(u-o)>1&&s(u),c()},[e,r,i,o]);let p=O(c);return p.current=c,k(()=>{let u=new ResizeObserver(()=>p.current());return t.current&&u.observe(t.current),()=>u.disconnect()},[]),{box:t,gap:n,from:r,to:i,height:o,look:c}}function fh(e){let t=e?.nextElementSibling,n=t?.nextElementSibling;return!t||!n||n.matches(".gap")?0:n.getBoundingClientRect().top-t.getBoundingClientRect().top}function Oa({desk:e}){let{queue:t=[],waiting:n=0,offers:o=[]}=e.snapshot.value??{},s=new Map(o.map(l=>[l.handoff_id,l])),r=t.filter(l=>s.has(l.handoff_id)),i=t.filter(l=>!s.has(l.handoff_id));return a`
    <section class="list queue">
      <h2>Queue <span class="count">${n?Dr(n):""}</span></h2>
      <${Ta} label="Queue" items=${i} total=${n-r.length}
        before=${r.map(l=>a`
          <${mh} key=${l.handoff_id} desk=${e} item=${l}
            offer=${s.get(l.handoff_id)} />
        `)}
        row=${(l,c)=>a`
          <${$h} key=${l.handoff_id} desk=${e} item=${l} position=${c} />
        `}
        more=${()=>e.moreOfQueue()} />
      ${!n&&a`<p class="empty">Nobody is waiting.</p>`}
    </section>
  `}function Aa({desk:e}){let{queue:t=[],offers:n=[]}=e.snapshot.value??{},o=t.find(s=>s.handoff_id===n[0]?.handoff_id);return a`
    <p class="unseen" role="status">
      ${o&&`Offered to you: ${o.customer_name??"a customer"}. ${Ra(o)}`}
    </p>
  `}function mh({desk:e,item:t,offer:n}){let o=Rr(n.expires_at,e.now.value),s=e.link.value!=="live";return a`
    <li class="entry offered">
      <p class="entry-line">
        <${Na} desk=${e} item=${t} />
        <span class="countdown">${o?`${o} s left`:"ending"}</span>
      </p>
      ${t.wanted&&a`<p class="wanted">${t.wanted}</p>`}
      <p class="situation">${t.situation}</p>
      <p class="entry-meta">
        ${ot(t.reason.code)} · ${v(t.skill)} · waiting${" "}
        <${Z} desk=${e} since=${t.created_at} />
        ${" "}<${pt} desk=${e} clock=${Da(e,t)} />
      </p>
      <${gh} desk=${e} item=${t} />
      <p class="entry-buttons">
        <button class="primary" disabled=${s} onClick=${()=>e.handling.accept(n)}>Accept</button>
        <button disabled=${s} onClick=${()=>e.handling.decline(n)}>Decline</button>
      </p>
    </li>
  `}function $h({desk:e,item:t,position:n}){let o=e.selected.value===t.conversation_id;return a`
    <li class=${`entry queued ${o?"current":""}`} ...${n}>
      <p class="entry-line">
        <${Na} desk=${e} item=${t} />
        <${Z} desk=${e} since=${t.created_at} />
      </p>
      <p class="entry-text">${Ra(t)}</p>
      <p class="entry-meta">
        ${t.offered_to&&`Offered to ${e.nameOf(t.offered_to)} · `}
        ${ot(t.reason.code)} · ${v(t.skill)}
        ${" "}<${pt} desk=${e} clock=${Da(e,t)} />
        ${" "}<${Dt} desk=${e} ids=${t.labels} />
      </p>
    </li>
  `}var Ra=e=>e.wanted??e.situation;function Da(e,t){return e.snapshot.value?.clocks.find(n=>n.handoff_id===t.handoff_id)}function Na({desk:e,item:t}){return a`
    <span class="entry-name">
      <a href=${W(t.conversation_id)}>
        ${t.customer_name??"Unknown customer"}
      </a>
      ${t.priority!=="normal"&&a`
        <span class=${`priority ${t.priority}`}>${v(t.priority)}</span>
      `}
      <${Nt} desk=${e} channel=${t.channel} />
    </span>
  `}var gh=({desk:e,item:{labels:t}})=>t.length>0&&a`<p class="entry-labels"><${Dt} desk=${e} ids=${t} /></p>`;var qa=()=>b("GET","privacy"),La=e=>b("POST","privacy/find",e);async function Pa(e){let t=await ms("privacy/export",e),n=URL.createObjectURL(await t.blob());return Object.assign(document.createElement("a"),{href:n,download:"customer.zip"}).click(),URL.revokeObjectURL(n),Number(t.headers.get("X-Missing"))}var Ia=(e,t)=>b("POST","privacy/erase",{...e,confirm:t}),_o={customer_id:"Customer's id",conversation_id:"Conversation's id"};function Fa(e){let t=String(e.get("by")),n=String(e.get("named")).trim();return t in _o?{[t]:n}:{channel:t,address:n}}var yh={desk:"The desk",files:"Files",uploads:"Files that were never sent",bot:"The bot's memory",records:"The desk's own records",shop:"The shop's system",limits:"Counts of calls"},wo=e=>yh[e]??e.replace(/^shop_/,"The shop's system "),bh={conversations:"conversations",messages:"messages",search_texts:"texts in the search",turns:"turns of the bot",handoffs:"cases",notices:"notices to colleagues",bot_tasks:"questions by the bot for a colleague",outbox:"messages handed to a platform",parts:"receipts of a platform",crm_tasks:"things told to the shop's system",updates:"messages of a platform in the inbox",addresses:"addresses",redactions:"things still to be taken back",events:"events of open pages",audit:"entries of the audit log",customer_sign_outs:"sign-outs"};function vh({name:e,count:t,by_hand:n}){return n?"has to be looked up in that system":t===null?"did not answer; try again later":`${bh[e]??(e.replaceAll("_"," ")||"files")}: ${t}`}function Ma(e){let t=new Map;for(let n of e)t.set(n.store,[...t.get(n.store)??[],vh(n)]);return[...t]}var _h={done:"done",owed:"still owed: it is tried until it is done",by_hand:"has to be erased there by hand",lapses:"unreadable, and gone within a day"},Ua=({state:e})=>_h[e],Ba=({done_at:e})=>e===null,Wa=e=>e===0?"for ever":e===1?"1 day":`${e} days`;var kh=3e3;function ja({desk:e}){let{known:t,error:n,tried:o}=ct(qa),[s,r]=m(null),[i,l]=m(null),c=t?.erasures.some(Ba)??!1;k(()=>{if(!c)return;let u=setInterval(()=>{o(async()=>{})},kh);return()=>clearInterval(u)},[c]);function p(u){e.dialog.value=null,r(null),l(u.id),o(async()=>{})}return a`
    <header class="wide-head"><h1>Privacy</h1></header>
    <div class="privacy" tabindex="0" role="region" aria-label="Privacy">
      <p class="error" role="alert">${n}</p>
      <${xh} key=${i} desk=${e} found=${r} />
      ${s&&a`<${Sh} desk=${e} chosen=${s} done=${p} />`}
      <${Th} erasures=${t?.erasures??null} last=${i} />
      <${Ah} kept=${t?.retention??[]} />
    </div>
  `}function xh({desk:e,found:t}){let n=e.snapshot.value?.channels??[],{error:o,busy:s,submit:r}=E(async i=>{let l=Fa(i);t(null),t({who:l,customer:await La(l)})});return a`
    <section aria-labelledby="privacy-find">
      <h2 id="privacy-find">Find a customer</h2>
      <p class="muted">See what is kept of them, hand it out, or erase it.</p>
      <form class="filters" onSubmit=${r}>
        <label>By
          <select name="by">
            ${Object.entries(_o).map(([i,l])=>a`<option value=${i}>${l}</option>`)}
            ${n.map(({name:i,label:l})=>a`<option value=${i}>${l}: number or address</option>`)}
          </select>
        </label>
        <label>Named
          <input name="named" required maxlength="200" autocomplete="off" placeholder="c-0002" />
        </label>
        <button class="primary" disabled=${s}>Find</button>
      </form>
      <p class="error" role="alert">${o}</p>
    </section>
  `}function Sh({desk:e,chosen:{who:t,customer:n},done:o}){let[s,r]=m(""),{error:i,busy:l,run:c}=E(async()=>{let p=await Pa(t);r(p?"Downloaded, but not all stores could be asked: the file says which.":"Downloaded. Take care of it: it is all that is kept of them.")});return a`
    <section class="privacy-found" aria-label="Found">
      <h2>${n.names.join(", ")||"Somebody without a name"}</h2>
      <p class="muted">
        ${[...n.customer_ids,...n.places.map(p=>`${U(e.snapshot.value,p.channel).label}: ${p.address}`)].join(" · ")}
      </p>
      ${n.held.length===0?a`<p class="empty">Nothing is kept of them.</p>`:a`<${Ch} customer=${n} />
          <p class="privacy-acts">
            <button disabled=${l} onClick=${()=>c(new FormData)}>
              ${l?"Putting it together …":"Export everything"}
            </button>
            <button class="danger" onClick=${()=>e.dialog.value="erase"}>Erase …</button>
          </p>`}
      <p role="status">${s}</p>
      <p class="error" role="alert">${i}</p>
      ${e.dialog.value==="erase"&&a`
        <${Eh} desk=${e} who=${t} customer=${n} done=${o} />
      `}
    </section>
  `}function Ch({customer:{held:e}}){return a`
    <table>
      <thead><tr><th>Where</th><th>What there is</th></tr></thead>
      <tbody>
        ${Ma(e).map(([t,n])=>a`
          <tr key=${t}><th scope="row">${wo(t)}</th><td>${n.join(", ")}</td></tr>
        `)}
      </tbody>
    </table>
  `}function Eh({desk:e,who:t,customer:n,done:o}){let{error:s,busy:r,submit:i}=E(async l=>{o(await Ia(t,String(l.get("confirm"))))});return a`
    <${A} desk=${e} title="Erase this customer">
      <form onSubmit=${i}>
        <p>
          All words, names, addresses and files of${" "}
          <strong>${n.names[0]??"this customer"}</strong> are erased everywhere, and conversations under way end. What the law has a shop keep, such
          as invoices, stays. <strong>This cannot be undone.</strong>
        </p>
        <label>
          <span>Type <strong class="privacy-key">${n.key}</strong> to go on</span>
          <input name="confirm" required autocomplete="off" autofocus />
        </label>
        <p class="error" role="alert">${s}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="danger" disabled=${r}>${r?"Erasing …":"Erase for good"}</button>
        </p>
      </form>
    <//>
  `}function Th({erasures:e,last:t}){return a`
    <section aria-labelledby="privacy-erased">
      <h2 id="privacy-erased">Erased</h2>
      ${e?.length===0&&a`<p class="empty">Nobody was erased yet.</p>`}
      ${e?.map(n=>a`
        <${Oh} key=${n.id} erasure=${n} isOpen=${n.id===t} />
      `)}
    </section>
  `}function Oh({erasure:e,isOpen:t}){let n=e.receipts.filter(({state:s})=>s==="owed"),o=e.receipts.some(({state:s})=>s==="by_hand");return a`
    <details class="privacy-erasure" open=${t}>
      <summary>
        <time datetime=${e.asked_at}>${j(e.asked_at)}, ${Q(e.asked_at)}</time>
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
              <th scope="row">${wo(s.store)}</th>
              <td>${Ua(s)}</td>
            </tr>
          `)}
        </tbody>
      </table>
      <p class="muted">Receipt ${e.id}</p>
    </details>
  `}function Ah({kept:e}){return a`
    <section aria-labelledby="privacy-kept">
      <h2 id="privacy-kept">How long it is kept</h2>
      <p class="muted">Who runs the desk sets this with RETENTION_DAYS.</p>
      <table>
        <thead><tr><th>What</th><th>Kept</th></tr></thead>
        <tbody>
          ${e.map(({kind:t,what:n,days:o})=>a`
            <tr key=${t}><th scope="row">${n}</th><td>${Wa(o)}</td></tr>
          `)}
        </tbody>
      </table>
    </section>
  `}var Rh="new";function Ha({desk:e}){let{replies:t}=e,[n,o]=m(null),[s,r]=m("");async function i(c){try{r(""),await c(),o(null)}catch(p){r(x(p))}}k(()=>{i(()=>t.read())},[]);let l=t.known.value.find(c=>c.id===n)??null;return a`
    <${A} desk=${e} title="Canned replies">
      <p class="error" role="alert">${s}</p>
      ${n?a`<${Nh} key=${n} reply=${l} cancel=${()=>o(null)}
            save=${c=>i(()=>t.save(l?.id??null,c))}
            remove=${()=>i(()=>t.remove(n))} />`:a`<${Dh} desk=${e} edit=${o} />`}
    <//>
  `}function Dh({desk:e,edit:t}){let n=e.replies.known.value;return a`
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
      <button class="primary" onClick=${()=>t(Rh)}>Add a reply</button>
    </p>
  `}function Nh({reply:e,cancel:t,remove:n,save:o}){function s(r){r.preventDefault();let i=new FormData(r.currentTarget);o({title:String(i.get("title")).trim(),text:String(i.get("text")).trim()})}return a`
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
  `}var qh=["upset","tense","neutral","friendly"].map(e=>[e,v(e)]),Lh=[5,4,3,2,1].map(e=>[e,"★".repeat(e)]);function Ka({desk:e,change:t}){let{finder:n}=e,{text:o,...s}=n.wanted.value,r=Object.keys(s).length,i=(e.snapshot.value?.agents??[]).map(u=>[u.id,u.name]),l=(e.snapshot.value?.labels??[]).map(u=>[u.id,u.name]),c=(e.snapshot.value?.channels??[]).map(u=>[u.name,u.label]),p=n.topics.value.map(u=>[u,v(u)]);return a`
    <details class="search-filters" open=${r>0}>
      <summary>Filters${r?` (${r})`:""}</summary>
      <div class="filters" onChange=${t}>
        <${vt} desk=${e} field="agent_id" title="Agent" choices=${i} />
        <${vt} desk=${e} field="channel" title="Channel" choices=${c} />
        <${vt} desk=${e} field="label" title="Label" choices=${l} />
        <${vt} desk=${e} field="topic" title="Topic" choices=${p} />
        <${vt} desk=${e} field="reason" title="Handed over because"
          choices=${Object.entries(ao)} />
        <${vt} desk=${e} field="mood" title="Mood" choices=${qh} />
        <${vt} desk=${e} field="rating" title="Rating" choices=${Lh} />
        <${Va} desk=${e} field="since" title="From" />
        <${Va} desk=${e} field="until" title="Until" />
      </div>
    </details>
  `}function vt({desk:e,field:t,title:n,choices:o}){let s=e.finder.wanted.value[t];return a`
    <label>${n}
      <select name=${t}>
        <option value="">Any</option>
        ${o.map(([r,i])=>a`
          <option value=${r} selected=${r===s}>${i}</option>
        `)}
      </select>
    </label>
  `}function Va({desk:e,field:t,title:n}){let o=e.finder.wanted.value[t];return a`<label>${n}<input name=${t} type="date" defaultValue=${o} /></label>`}var Ph=300,Ih={ArrowDown:1,ArrowUp:-1};function Ya({desk:e}){let{finder:t}=e,n=O(null),o=O(0),s=t.hits.value;k(()=>(t.readTopics(),n.current?.querySelector("input")?.select(),()=>clearTimeout(o.current)),[]);let r=()=>{clearTimeout(o.current),n.current&&t.find(Gn(new FormData(n.current)))},i=()=>{clearTimeout(o.current),o.current=setTimeout(r,Ph)},l=u=>{e.dialog.value=null,e.select(u.conversation_id,u.seq||null)};return a`
    <${A} desk=${e} title="Find">
      <form class="search" ref=${n} onSubmit=${u=>{u.preventDefault();let d=t.hits.peek()?.[t.chosen.peek()],f=JSON.stringify(Gn(new FormData(u.currentTarget)));d&&f===JSON.stringify(t.wanted.peek())?l(d):r()}} onKeyDown=${u=>{let d=Ih[u.key];!d||!(u.target instanceof HTMLInputElement)||u.target.name!=="text"||(u.preventDefault(),t.choose(d))}}>
        <input name="text" type="search" maxlength="200" autocomplete="off" spellcheck="false"
          role="combobox" aria-label="Find" aria-expanded=${!!s?.length} aria-controls="hits"
          aria-activedescendant=${s?.length?`hit-${t.chosen.value}`:void 0}
          placeholder="Words of a message or note, a name, an order number"
          defaultValue=${t.wanted.value.text??""} onInput=${i} />
        <${Ka} desk=${e} change=${r} />
      </form>
      <p class="error" role="alert">${t.error.value}</p>
      <p class="unseen" role="status">${s&&`${s.length} found`}</p>
      <ul class="hits" id="hits" role="listbox" aria-label="Found">
        ${s?.map((u,d)=>a`
          <${Fh} key=${u.id} desk=${e} hit=${u} place=${d} open=${l} />
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
  `}function Fh({desk:e,hit:t,place:n,open:o}){let s=e.finder.chosen.value===n,r=O(null);return k(()=>{s&&r.current?.scrollIntoView({block:"nearest"})},[s]),a`
    <li ref=${r} id=${`hit-${n}`} role="option" aria-selected=${s}
      class=${`hit ${s?"chosen":""}`} onClick=${()=>o(t)}>
      <p class="hit-line">
        <strong>${t.customer_name??"Unknown customer"}</strong>
        <span class="muted">${Mh(t)}</span>
        ${t.kind==="note"&&a`<span class="tag">Internal note</span>`}
        <${Nt} desk=${e} channel=${t.channel} />
        <time class="end" datetime=${t.at}>${H(t.at,e.now.value)}</time>
      </p>
      <p class="hit-text">
        ${!t.pieces.length&&a`<span class="muted">A web visitor whom nobody knows yet</span>`}
        ${t.pieces.map(i=>i.hit?a`<mark>${i.text}</mark>`:i.text)}
      </p>
    </li>
  `}function Mh({seq:e,author_kind:t,author_name:n}){return e?t==="customer"?"wrote":n??(t==="system"?"the desk":""):"customer"}var za=V("notifications-declined",!1),Uh=[["available","Available"],["away","Away"]],Bh=[["floor","Floor"],["reports","Reports"],["accounts","Accounts"],["audit","Audit"],["privacy","Privacy"]];function Ga({desk:e,leave:t}){let n=e.snapshot.value?.agent;return a`
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
      <${Wh} desk=${e} />
      <fieldset class="presence">
        <legend class="unseen">Presence</legend>
        ${Uh.map(([o,s])=>a`
          <label class=${o}>
            <input type="radio" name="presence" checked=${n?.presence===o}
              onChange=${()=>e.handling.setPresence(o)} />
            <span>${s}</span>
          </label>
        `)}
      </fieldset>
      <${jh} />
    </header>
  `}function Wh({desk:e}){let t=e.view.value;return a`
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
      ${Bh.filter(([n])=>e.may(n)).map(([n,o])=>a`
        <a href=${`#/${n}`} aria-current=${t===n?"page":void 0}>${o}</a>
      `)}
    </div>
  `}function jh(){return $e.value!=="default"||za.value?null:a`
    <p class="ask">
      Hear of an offer while you are in another tab?
      <span>
        <button class="quiet" onClick=${_s}>Notify me</button>
        <button class="quiet" onClick=${()=>za.value=!0}>Not now</button>
      </span>
    </p>
  `}var Hh=[["Ctrl + K","Find, also while writing"],["Alt + ↓","Next conversation, also while writing"],["Alt + ↑","Previous conversation, also while writing"],["Enter","Send what is in the box"],["Shift + Enter","New line in the box"],["Esc","Leave the box or a dialog"]];function Ja({desk:e}){let t=no.map(({key:n,words:o})=>[n,o]);return a`
    <${A} desk=${e} title="Keyboard shortcuts">
      <dl class="keys">
        ${[...t,...Hh].map(([n,o])=>a`
          <div><dt><kbd>${n}</kbd></dt><dd>${o}</dd></div>
        `)}
      </dl>
      <label class="check">
        <input type="checkbox" checked=${Jt.value}
          onChange=${()=>Jt.value=!Jt.value} />
        Single-key shortcuts
      </label>
      <p class="dialog-buttons">
        <button onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function Qa({desk:e}){return a`
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
  `}var Vh={floor:ma,reports:tn,accounts:pi,audit:mi,privacy:ja};function Xa({desk:e,leave:t}){return e.snapshot.value?a`
    <div class="page">
      <${fo} desk=${e} />
      <nav class="left" aria-label="Work">
        <div>
          <${Ga} desk=${e} leave=${t} />
          <${Sa} desk=${e} />
        </div>
        <${Ca} desk=${e} />
        <${Oa} desk=${e} />
      </nav>
      <${Kh} desk=${e} />
      <${Qa} desk=${e} />
      <${Aa} desk=${e} />
      ${e.dialog.value==="shortcuts"&&a`<${Ja} desk=${e} />`}
      ${e.dialog.value==="own-account"&&a`<${Lr} desk=${e} />`}
      ${e.dialog.value==="search"&&a`<${Ya} desk=${e} />`}
      ${e.dialog.value==="replies"&&a`<${Ha} desk=${e} />`}
      ${e.dialog.value==="label-list"&&a`<${xa} desk=${e} />`}
      ${e.dialog.value==="incidents"&&a`<${ka} desk=${e} />`}
    </div>
  `:a`<${fo} desk=${e} />`}function Kh({desk:e}){let t=e.view.value;return t!=="conversation"?a`<main class="wide"><${Vh[t]} desk=${e} /></main>`:a`
    <main class="middle"><${la} desk=${e} /></main>
    <aside class="right" aria-label="Case"><${ki} desk=${e} /></aside>
  `}function Za({agent:e,leave:t}){return a`
    <main class="login">
      <div class="login-form secure-first">
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Hello ${e.name}</h1>
        <p class="muted">
          This desk can be reached from the internet: admins need a second factor before they do anything else.
        </p>
        <${Xe} isOn=${!1} changed=${()=>location.reload()} />
        <p><button class="quiet" onClick=${t}>Log out</button></p>
      </div>
    </main>
  `}var Yh=3e3,un=y(null),tl=y(!0),el=y(""),xo=y(null),So=y(null),pn=y(Xt().view==="join"?Xt().id:null);function Co(e){e.lacks_factor?So.value=e:e.may.includes("desk")?Gh():xo.value=e}function zh(e){history.replaceState(null,"",location.pathname),pn.value=null,Co(e)}function Gh(){let e=new Te,t=new Ge(e,Qh);t.goTo(Xt()),t.start(),Jh(t),$r(t),ws(t),ys(e),un.value=t}function Xt(){return sr(location.hash)}function Jh(e){addEventListener("hashchange",()=>{Xt().view==="join"?location.reload():e.goTo(Xt())}),B(()=>{let[t,n,o]=[e.view.value,e.selected.value,e.target.value],s=t==="conversation"?n&&W(n,o):`#/${t}`;s&&s!==location.hash&&history.replaceState(null,"",s)})}async function ko(){await un.value?.resolving.tell(1/0),await fs(),location.reload()}async function Qh(){await wr(),await On().catch(t=>x(t))===null&&location.reload()}async function nl(){try{let e=pn.value?null:await On();e&&Co(e),tl.value=!1}catch(e){el.value=x(e),setTimeout(nl,Yh)}}var Xh=()=>a`<${Zh} /><${Er} />`;function Zh(){return tl.value?a`<p class="waiting" role="status">${el.value}</p>`:un.value?a`<${Xa} desk=${un.value} leave=${ko} />`:pn.value?a`<${Or} token=${pn.value} done=${zh} />`:So.value?a`<${Za} agent=${So.value} leave=${ko} />`:xo.value?a`<${Qr} agent=${xo.value} leave=${ko} />`:a`<${Ar} done=${Co} />`}Uo(a`<${Xh} />`,document.getElementById("console"));nl();
/*!
 * Socket.IO v4.8.4
 * (c) 2014-2026 Guillermo Rauch
 * Released under the MIT License.
 */
