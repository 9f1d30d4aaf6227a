var C,$o,an,rt,sn,Zt,_o,Qt,vo,ln,rn,ua,Nt=Symbol.for("pv"),te={},ee=[],ha=/^m(i|n|o|s|text|space)$/,cn=Array.isArray,un=ee.slice,dt=Object.assign;function ft(e){e&&e.parentNode&&e.remove()}function ne(e,t,n){var o,s,r,i={},l=arguments.length;for(r in t)r=="key"?o=t[r]:r=="ref"&&typeof e!="function"?s=t[r]:i[r]=t[r];return l>2&&(i.children=l>3?un.call(arguments,2):n),Dt(e,i,o,s,null)}function Dt(e,t,n,o,s){var r={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Nt,__v:s||++$o,__i:-1,__u:0};return!s&&C.vnode&&C.vnode(r),r}function mt(e){return e.children}function yt(e,t){this.props=e,this.context=t,this.__g=0}function it(e,t){if(t==null)return e.__&&it(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:it(e)}function pa(e){var t,n=e.__v,o=n.__e,s=[],r=[],i=e.__P;i&&((t=dt({constructor:Nt},n)).__v=n.__v+1,C.vnode&&C.vnode(t),hn(i,t,n,e.__n,i.namespaceURI,32&n.__u?[o]:null,s,o||it(n),32&n.__u,r),t.__v=n.__v,t.__.__k[t.__i]=t,So(s,t,r),n.__=n.__e=null,t.__e!=o&&yo(t))}function yo(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),yo(e)}function mo(e){(8&e.__g||(e.__g|=8,rt.push(e),Zt++))&&sn==C.debounceRendering||((sn=C.debounceRendering)||queueMicrotask)(bo)}function bo(){try{for(var e,t=1;rt.length;)rt.length>t&&rt.sort(_o),e=rt.shift(),t=rt.length,8&e.__g&&pa(e)}finally{(Zt=rt.length)&&(sn||queueMicrotask)(bo)}}function wo(e,t,n,o,s,r,i,l,c,p,u){var f,d,h,m,g,y,k=o.__k||ee,S=t.length;for(c=fa(n,t,k,c,S),f=0;f<S;f++)(h=n.__k[f])!=null&&(d=~h.__i&&k[h.__i]||te,h.__i=f,y=hn(e,h,d,s,r,i,l,c,p,u),m=h.__e,(d.ref!=h.ref||8&d.__u)&&(d.ref&&pn(d.ref,null,h,d),h.ref&&u.push(h.ref,h.__c||m,h)),g=g||m,4&h.__u?(c=ko(h,c,e,!d.__v),d.__e&&(d.__e=null)):typeof h.type=="function"&&y!==void 0?c=y:m&&(c=m.nextSibling),h.__u&=-21);return n.__e=g,c}function fa(e,t,n,o,s){var r,i,l,c,p,u,f,d,h,m=n.length,g=m,y=0,k=0,S=e.__k=Array(s);for(r=0;r<s;r++)(i=t[r])!=null&&typeof i!="boolean"&&typeof i!="function"?(typeof i!="object"||i.constructor===String?i=S[r]=Dt(null,i):cn(i)?i=S[r]=Dt(mt,{children:i}):i.constructor===Nt&&i.__b?i=S[r]=Dt(i.type,i.props,i.key,i.ref,i.__v):S[r]=i,c=r+y,i.__=e,i.__b=e.__b+1,l=null,~(p=i.__i=da(i,n,c,g))&&(g--,(l=n[p])&&(l.__u|=2)),l&&l.__v?(i.__u|=16,p==c-1?y--:p==c+1?y++:p!=c&&(p>c?y--:y++,k=1)):(~p||(s>m?y--:s<m&&y++),typeof i.type!="function"&&(i.__u|=4))):S[r]=null;if(k){for(u=[],f=[],r=0;r<s;r++)if((i=S[r])&&16&i.__u){for(y=0,d=u.length;y<d;)u[h=y+d>>1]<i.__i?y=h+1:d=h;u[y]=i.__i,f[r]=y+1}for(y=u.length;r--;)f[r]&&(f[r]==y?y--:S[r].__u|=4)}if(g)for(r=0;r<m;r++)!(l=n[r])||2&l.__u||(l.__e==o&&(o=it(l)),fn(l,l));return o}function ko(e,t,n,o){var s,r,i,l;if(typeof e.type=="function"){if(e.props.__P)return t;if(s=e.__k)for(r=0;r<s.length;r++)s[r]&&(s[r].__=e,t=ko(s[r],t,n,!1));return t}for(t&&!t.parentNode&&(t=it(e))&&!t.parentNode&&(t=null),i=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(i!=l&&(!o&&n.moveBefore&&i.parentNode?n.moveBefore(i,t):n.insertBefore(i,t||null)),t=i;(t=t&&t.nextSibling)&&t.nodeType==8&&!t.data.startsWith("$s"););return t}function da(e,t,n,o){var s,r=e.key,i=e.type,l=t[n],c=l&&!(2&l.__u);if(l===null&&r==null||c&&r==l.key&&i==l.type)return n;if(o>(c?1:0)){for(s=n-1;s>=0;s--)if((l=t[s])&&!(2&l.__u)&&r==l.key&&i==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&r==l.key&&i==l.type)return s}return-1}function go(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Jt(e,t,n,o,s){var r,i;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.cssText=o=""),o)for(t in o)n&&t in n||go(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||go(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(i=rn[t]||(rn[t]=ma(t)),(e.__a||(e.__a={}))[t]=ln,r=t!=(t=t.replace(vo,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(t,i,r):e.removeEventListener(t,i,r));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function ma(e){return function(t){var n=this.__e;if(n){if(n=n[e],t[Qt]==null)t[Qt]=ln++;else if(t[Qt]<this.__a[e])return;return n(C.event?C.event(t):t)}}}function hn(e,t,n,o,s,r,i,l,c,p){var u,f,d,h,m,g,y,k,S,U,R,on,po,Gt,ht,fo,st,pt,et=t.type;if(t.constructor!==Nt)return null;128&n.__u&&(c=32&n.__u,u=n.__c.__z)&&(t.__u|=c,f=r=[],u.nodeType==8?l=Xt(u,r):r.push(u),l=r[0]||l),(u=C.__b)&&u(t);t:if(typeof et=="function"){d=i.length;try{if(k=t.props,S=(u=et.prototype)&&u.render,U=(u=et.contextType)&&o[u.__c],R=u?U?U.props.value:u.__:o,(h=n.__c)?(t.__c=h,2&h.__g&&(h.__g|=1)):(S?t.__c=h=new et(k,R):(t.__c=h=new yt(k,R),h.constructor=et,h.render=$a),U&&U.sub(h),h.state||(h.state={}),h.__n=o,h.__g|=8,h.__h=[],h.__k=[]),S&&(h.__s||(h.__s=h.state),et.getDerivedStateFromProps&&(h.__s==h.state&&(h.__s=dt({},h.__s)),dt(h.__s,et.getDerivedStateFromProps(k,h.__s)))),m=h.props,g=h.state,h.__v=t,n.__c){if(k!==m&&S&&!et.getDerivedStateFromProps&&h.componentWillReceiveProps&&h.componentWillReceiveProps(k,R),t.__v==n.__v&&!(8&h.__g)||!(4&h.__g)&&h.shouldComponentUpdate&&h.shouldComponentUpdate(k,h.__s,R)===!1){t.__v!=n.__v&&(h.props=k,h.state=h.__s,h.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.some(function(z){z&&(z.__=t)}),ee.push.apply(h.__h,h.__k),h.__k=[],h.__h.length&&i.push(h),l=it(n);break t}h.componentWillUpdate&&h.componentWillUpdate(k,h.__s,R),S&&h.componentDidUpdate&&h.__h.push(function(){h.componentDidUpdate(m,g,y)})}else S&&!et.getDerivedStateFromProps&&h.componentWillMount&&h.componentWillMount(),S&&h.componentDidMount&&h.__h.push(h.componentDidMount);h.context=R,h.props=k,h.__P=e,h.__g&=-5,on=C.__r,po=S?25:0;do h.__g&=-9,on&&on(t),u=h.render(h.props,h.state=h.__s,h.context);while(8&h.__g&&++po<25);S&&(ee.push.apply(h.__h,h.__k),h.__k=[]),h.state=h.__s,h.getChildContext&&(o=dt({},o,h.getChildContext())),S&&n.__c&&h.getSnapshotBeforeUpdate&&(y=h.getSnapshotBeforeUpdate(m,g)),Gt=u&&u.type===mt&&u.key==null?u.props.children:u,k.__P&&(u=l,s=(e=k.__P).namespaceURI,c=r=null,n.props&&n.props.__P!=e&&(n.__k.some(function(z){z&&fn(z,z)}),n.__k=null),l=n.__k?it(n,0):null),l=wo(e,cn(Gt)?Gt:[Gt],t,n,o,s,r,i,l,c,p),k.__P&&(t.__e=null,l=u),t.__u&=-161,f&&f.some(ft),h.__h.length&&i.push(h),1&h.__g&&(h.__g&=-4)}catch(z){if(i.length=d,t.__v=null,c||r)if(z&&z.then){if(t.__u|=128|c,r){for(~(st=r.indexOf(l||void 0))||(st=r.length);(pt=r[st-1])&&pt.nodeType==8;)st--;for(;st<r.length;st++)if(pt=r[st])if(r[st]=null,ht){if(pt==fo)break}else{if(pt.nodeType!=8)break;pt.data.startsWith("$s")&&(fo=Xt(ht=pt))}}if(!ht){for(;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;ht=l}(u=Xt(ht=t.__c.__z||(t.__c.__z=ht)))?(t.__e=ht,l=u):t.__e=l,l=l&&l.nextSibling}else r&&r.some(ft);else t.__e=n.__e;t.__k||(t.__k=n.__k||[]),z&&z.then||xo(t),C.__e(z,t,n)}}else l=t.__e=ga(n.__e,t,n,o,s,r,i,c,p,e);return(u=C.diffed)&&u(t),l}function Xt(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function xo(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(xo))}function So(e,t,n){for(var o=0;o<n.length;)pn(n[o++],n[o++],n[o++]);C.__c&&C.__c(t,e),e.some(function(s){try{e=s.__h,s.__h=[],e.some(function(r){r.call(s)})}catch(r){C.__e(r,s.__v)}})}function ga(e,t,n,o,s,r,i,l,c,p){var u,f,d,h,m,g,y,k,S=n.props||te,U=t.props,R=t.type;if(R=="svg"?s="http://www.w3.org/2000/svg":R=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),r){for(u=0;u<r.length;u++)if((m=r[u])&&(R?m.localName==R:m.nodeType==3)){e=m,r[u]=null;break}}if(!e){if(k=p.ownerDocument||document,!R)return k.createTextNode(U);e=k.createElementNS(s,R,U.is?U:p),l&&(C.__m&&C.__m(t,r),l=!1),r=null}if(R){if(p=R=="template"&&e.content||e,r=R=="textarea"&&U.defaultValue!=null?null:r&&un.call(p.childNodes),!l&&r)for(S={},u=0;u<e.attributes.length;u++)S[(m=e.attributes[u]).name]=m.value;for(u in S)m=S[u],u=="dangerouslySetInnerHTML"?d=m:u=="children"||u in U||u=="value"&&"defaultValue"in U||u=="checked"&&"defaultChecked"in U||Jt(e,u,null,m,s);for(u in U)m=U[u],u=="children"?h=m:u=="dangerouslySetInnerHTML"?f=m:u=="value"?g=m:u=="checked"?y=m:l&&typeof m!="function"||S[u]===m||Jt(e,u,m,S[u],s);f?(l||d&&(f.__html==d.__html||f.__html==e.innerHTML)||(e.innerHTML=f.__html),t.__k=[]):(d&&(e.textContent=""),(R=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&ha.test(R))&&(s="http://www.w3.org/1999/xhtml"),wo(p,cn(h)?h:[h],t,n,o,s,r,i,r?r[0]:n.__k&&it(n,0),l,c),r&&r.some(ft)),l&&R!="textarea"||(u="value",R=="progress"&&g==null?e.removeAttribute(u):g==null||g===e[u]&&(R!="progress"||g)||Jt(e,u,g,S[u],s),u="checked",y!=null&&y!=e[u]&&Jt(e,u,y,S[u],s))}else S===U||l&&e.data==U||(e.data=U);return e}function pn(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){C.__e(s,n)}}function fn(e,t,n){var o,s,r,i;if(C.unmount&&C.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||pn(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){C.__e(l,t)}o.__P=o.__n=null}if(o=e.__k)for(i=0;i<o.length;i++)o[i]&&fn(o[i],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=Xt(o,r=[]))&&(o==e.__e&&r.some(ft),ft(s),ft(o)),n||ft(e.__e),e.__e=e.__c=e.__=null}function $a(e,t,n){return this.constructor(e,n)}function Co(e,t){var n,o,s,r;C.__&&C.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=Dt(mt,{children:[e]}),s=[],r=[],hn(t,t.__k,o||te,te,t.namespaceURI,o?null:t.firstChild?un.call(t.childNodes):null,s,o?o.__e:t.firstChild,n,r),So(s,t.__k,r),t.__k.props.children=null}C={__e:function(e,t,n,o){for(var s,r,i;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((i=(r=s.constructor)&&r.getDerivedStateFromError)&&s.setState(r.getDerivedStateFromError(e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),i=1),i&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw Zt=0,e}},$o=0,an=function(e){return e!=null&&e.constructor===Nt},yt.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=dt({},this.state)),typeof e=="function"&&(e=e(dt({},n),this.props)),e&&(dt(n,e),this.__v&&(t&&this.__k.push(t),mo(this)))},yt.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),mo(this))},yt.prototype.render=mt,rt=[],Zt=0,_o=function(e,t){return e.__v.__b-t.__v.__b},Qt=Symbol(),vo=/(PointerCapture)$|Capture$/i,ln=0,rn={},ua=0;var bt,q,dn,Eo,mn=Object.is,oe=0,Io=[],gn=[],N=C,Oo=N.__b,To=N.__r,Ao=N.diffed,Ro=N.__c,Do=N.unmount,No=N.__;function se(e,t){N.__h&&N.__h(q,e,oe||t),oe=0;var n=q.__H||(q.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function _(e){return oe=1,_a(Po,e)}function _a(e,t,n){var o=se(bt++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Po(void 0,t),function(r){var i=(o.__N||o.__)[0],l=o.t(i,r);mn(i,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=q,!q.__f)){q.__f=!0;var s=q.shouldComponentUpdate;q.shouldComponentUpdate=function(r,i,l){var c=this.__H;if(!c)return!0;var p=!1,u=this.props!=r;if(c.__.some(function(d){d.__N&&(p=!0,mn(d.__[0],d.__N[0])||(u=!0))}),s){var f=s.call(this,r,i,l);return p?f||u:f}return!p||u}}return o.__}function w(e,t){var n=se(bt++,3);!N.__s&&_n(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,q.__H.__h.push(n))}function gt(e,t){var n=se(bt++,4);!N.__s&&_n(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,q.__h.push(n))}function O(e){return oe=5,at(function(){return{current:e}},[])}function at(e,t){var n=se(bt++,7);return _n(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function va(){var e;do{for(;e=gn.shift();)try{qt(e)}catch(n){N.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Io.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(qt),t.__h.some($n),t.__h=[]}catch(n){t.__h=[],N.__e(n,e.__v)}}}while(gn.length)}N.__b=function(e){q=null,Oo&&Oo(e)},N.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),No&&No(e,t)},N.__r=function(e){To&&To(e),bt=0;var t=(q=e.__c).__H;t&&(dn==q?q.__h=[]:(t.__h.some(qt),t.__h.some($n),bt=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),dn=q},N.diffed=function(e){Ao&&Ao(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Lo(Io.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),dn=q=null},N.__c=function(e,t){t.some(function(n){try{n.__h.some(qt),n.__h=n.__h.filter(function(o){return!o.__||$n(o)})}catch(o){n.__h=[function(){throw o}]}}),Ro&&Ro(e,t)},N.unmount=function(e){Do&&Do(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,Lo(gn.push(s))}else qt(s)}catch(r){t=r}}),o.__H=void 0,t&&N.__e(t,o.__v))};var qo=typeof requestAnimationFrame=="function";function ya(e){var t,n=function(){clearTimeout(o),qo&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);qo&&(t=requestAnimationFrame(n))}function Lo(e){e!=1&&Eo==N.requestAnimationFrame||((Eo=N.requestAnimationFrame)||ya)(va)}function qt(e){var t=q,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),q=t}function $n(e){var t=q;e.__c=e.__(),q=t}function _n(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!mn(n,e[o])})}function Po(e,t){return typeof t=="function"?t(e):t}var ba=Symbol.for("preact-signals");function le(){if(nt>1){nt--;return}let e,t=!1;for((function(){let n=re;for(re=void 0;n!==void 0;){let o=n.S;if(o.v===n.v)for(let s=o.t;s!==void 0;s=s.x)s.i===n.i&&(s.i=o.i);n=n.o}})();It!==void 0;){let n=It;for(It=void 0,ie++;n!==void 0;){let o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Mo(n))try{n.c()}catch(s){t||(e=s,t=!0)}n=o}}if(ie=0,nt--,t)throw e}function Y(e){if(nt>0)return e();vn=++wa,nt++;try{return e()}finally{le()}}var T,Lt,It;function Pt(e){let t=T,n=Lt;T=void 0,Lt=void 0;try{return e()}finally{T=t,Lt=n}}var re,nt=0,ie=0,wa=0,vn=0,ae=0;function Uo(e){if(T===void 0)return;let t=e.n;if(t===void 0||t.t!==T)return t={i:0,S:e,p:T.s,n:void 0,t:T,e:void 0,x:void 0,r:t},T.s!==void 0&&(T.s.n=t),T.s=t,e.n=t,32&T.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=T.s,t.n=void 0,T.s.n=t,T.s=t),t}function I(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}I.prototype.brand=ba;I.prototype.h=function(){return!0};I.prototype.S=function(e){let t=this.t;t!==e&&e.e===void 0&&(e.x=t,this.t=e,t!==void 0?t.e=e:Pt(()=>{var n;(n=this.W)==null||n.call(this)}))};I.prototype.U=function(e){if(this.t!==void 0){let t=e.e,n=e.x;t!==void 0&&(t.x=n,e.e=void 0),n!==void 0&&(n.e=t,e.x=void 0),e===this.t&&(this.t=n,n===void 0&&Pt(()=>{var o;(o=this.Z)==null||o.call(this)}))}};I.prototype.subscribe=function(e){return M(()=>{let t=this.value;Pt(()=>e(t))},{name:"sub"})};I.prototype.valueOf=function(){return this.value};I.prototype.toString=function(){return this.value+""};I.prototype.toJSON=function(){return this.value};I.prototype.peek=function(){return Pt(()=>this.value)};Object.defineProperty(I.prototype,"value",{get(){let e=Uo(this);return e!==void 0&&(e.i=this.i),this.v},set(e){if(e!==this.v){if(ie>100)throw new Error("Cycle detected");(function(t){nt!==0&&ie===0&&t.l!==vn&&(t.l=vn,re={S:t,v:t.v,i:t.i,o:re})})(this),this.v=e,this.i++,ae++,nt++;try{for(let t=this.t;t!==void 0;t=t.x)t.t.N()}finally{le()}}}});function $(e,t){return new I(e,t)}function Mo(e){for(let t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Fo(e){for(let t=e.s;t!==void 0;t=t.n){let n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Bo(e){let t,n=e.s;for(;n!==void 0;){let o=n.p;n.i===-1?(n.S.U(n),o!==void 0&&(o.n=n.n),n.n!==void 0&&(n.n.p=o)):t=n,n.S.n=n.r,n.r!==void 0&&(n.r=void 0),n=o}e.s=t}function $t(e,t){I.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ae-1,this.f=4}$t.prototype=new I;$t.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ae))return!0;if(this.g=ae,this.f|=1,this.i>0&&!Mo(this))return this.f&=-2,!0;let e=T;try{Fo(this),T=this;let t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(t){this.v=t,this.f|=16,this.i++}return T=e,Bo(this),this.f&=-2,!0};$t.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(let t=this.s;t!==void 0;t=t.n)t.S.S(t)}I.prototype.S.call(this,e)};$t.prototype.U=function(e){if(this.t!==void 0&&(I.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(let t=this.s;t!==void 0;t=t.n)t.S.U(t)}};$t.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(let e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty($t.prototype,"value",{get(){if(1&this.f)throw new Error("Cycle detected");let e=Uo(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function K(e,t){return new $t(e,t)}function jo(e){let t=e.j;if(e.j=void 0,typeof t=="function"){nt++;let n=T;T=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,yn(e),o}finally{T=n,le()}}}function yn(e){for(let t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,jo(e)}function ka(e){if(T!==this)throw new Error("Out-of-order effect");Bo(this),T=e,this.f&=-2;try{8&this.f&&yn(this)}finally{le()}}function wt(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Lt&&Lt.push(this)}wt.prototype.c=function(){let e=this.S();try{if(8&this.f||this.x===void 0)return;let t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};wt.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,jo(this),Fo(this),nt++;let e=T;return T=this,ka.bind(this,e)};wt.prototype.N=function(){2&this.f||(this.f|=2,this.u=It,It=this)};wt.prototype.d=function(){this.f|=8,1&this.f||yn(this)};wt.prototype.dispose=function(){this.d()};function M(e,t){let n=new wt(e,t);try{n.c()}catch(s){throw n.d(),s}let o=n.d.bind(n);return o[Symbol.dispose]=o,o}var xa=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__,Wo,ue,ce;var Ho=[];M(function(){Wo=this.N})();function kt(e,t){C[e]=t.bind(null,C[e]||(()=>{}))}function Ut(e){if(ce){let t=ce;ce=void 0,t()}ce=e&&e.S()}function Vo({data:e}){let t=Ca(e);t.name="ReactiveDom",t.value=e;let[n,o]=at(()=>{let s=this,r=this.__v;for(;r=r.__;)if(r.__c){r.__c.__$f|=4;break}let i=K(()=>{let u=t.value.value;return u===0?0:u===!0?"":u||""}),l=K(()=>!Array.isArray(i.value)&&!an(i.value)),c=M(function(){if(this.N=Ko,l.value){let u=i.value;s.__v&&s.__v.__e&&s.__v.__e.nodeType===3&&(s.__v.__e.data=u)}}),p=this.__$u.d;return this.__$u.d=function(){c(),p.call(this)},[l,i]},[]);return n.value?o.peek():o.value}Vo.displayName="ReactiveTextNode";Object.defineProperties(I.prototype,{constructor:{configurable:!0,value:ne(mt,null).constructor},type:{configurable:!0,value:Vo},props:{configurable:!0,get(){let e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});kt("__b",(e,t)=>{if(Ut(),ue=void 0,typeof t.type=="string"){let n,o=t.props;for(let s in o){if(s==="children")continue;let r=o[s];r instanceof I&&(n||(t.__np=n={}),n[s]=r,o[s]=r.peek())}}e(t)});kt("__r",(e,t)=>{if(e(t),t.type!==mt){Ut();let n,o=t.__c;o&&(o.__$f&=-2,n=o.__$u,n===void 0&&(o.__$u=n=(function(s,r){let i;return M(function(){i=this},{name:r}),i.c=s,i})((function(s){return function(){var r;xa&&((r=this.y)==null||r.call(this)),s.__$f|=1,s.setState({})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),ue=o,Ut(n)}});kt("__e",(e,t,n,o)=>{Ut(),ue=void 0,e(t,n,o)});kt("diffed",(e,t)=>{Ut(),ue=void 0;let n;if(typeof t.type=="string"&&(n=t.__e)){let o=t.__np,s=t.props,r=n.U;if(r)for(let i in r){let l=r[i];l===void 0||o&&i in o||(l.d(),r[i]=void 0)}if(o){r||(r={},n.U=r);for(let i in o){let l=r[i],c=o[i];l===void 0?(l=Sa(n,i,c,s),r[i]=l):l.o(c,s)}}}e(t)});function Sa(e,t,n,o){let s=t in e&&e.ownerSVGElement===void 0,r=$(n);return{o:(i,l)=>{r.value=i,o=l},d:M(function(){this.N=Ko;let i=r.value.value;o[t]!==i&&(o[t]=i,s?e[t]=i:i!=null&&(i!==!1||t[4]==="-")?e.setAttribute(t,i):e.removeAttribute(t))})}}kt("unmount",(e,t)=>{if(typeof t.type=="string"){let n=t.__e;if(n){let s=n.U;if(s){n.U=void 0;for(let r in s){let i=s[r];i&&i.d()}}}let o=t.__np;if(o){let s=t.props;for(let r in o)s[r]=o[r]}t.__np=void 0}else{let n=t.__c;if(n){n.__$f|=8;let o=n.__$u;o&&(n.__$u=void 0,o.d())}}e(t)});kt("__h",(e,t,n,o)=>{o<3&&(t.__$f|=2),e(t,n,o)});yt.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;let n=this.__$u,o=n&&n.s!==void 0;for(let s in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){let s=2&this.__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(let s in e)if(s!=="__source"&&e[s]!==this.props[s])return!0;for(let s in this.props)if(!(s in e))return!0;return!1};function Ca(e,t){return at(()=>$(e,t),[])}var Ea=e=>{queueMicrotask(()=>{queueMicrotask(e)})};function Oa(){Y(()=>{let e;for(;e=Ho.shift();)Wo.call(e)})}function Ko(){Ho.push(this)===1&&(C.requestAnimationFrame||Ea)(Oa)}var Yo=function(e,t,n,o){var s;t[0]=0;for(var r=1;r<t.length;r++){var i=t[r++],l=t[r]?(t[0]|=i?1:2,n[t[r++]]):t[++r];i===3?o[0]=l:i===4?o[1]=Object.assign(o[1]||{},l):i===5?(o[1]=o[1]||{})[t[++r]]=l:i===6?o[1][t[++r]]+=l+"":i?(s=e.apply(l,Yo(e,l,n,["",null])),o.push(s),l[0]?t[0]|=2:(t[r-2]=0,t[r]=s)):o.push(l)}return o},zo=new Map;function Go(e){var t=zo.get(this);return t||(t=new Map,zo.set(this,t)),(t=Yo(this,t.get(e)||(t.set(e,t=(function(n){for(var o,s,r=1,i="",l="",c=[0],p=function(d){r===1&&(d||(i=i.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?c.push(0,d,i):r===3&&(d||i)?(c.push(3,d,i),r=2):r===2&&i==="..."&&d?c.push(4,d,0):r===2&&i&&!d?c.push(5,0,!0,i):r>=5&&((i||!d&&r===5)&&(c.push(r,0,i,s),r=6),d&&(c.push(r,d,0,s),r=6)),i=""},u=0;u<n.length;u++){u&&(r===1&&p(),p(u));for(var f=0;f<n[u].length;f++)o=n[u][f],r===1?o==="<"?(p(),c=[c],r=3):i+=o:r===4?i==="--"&&o===">"?(r=1,i=""):i=o+i[0]:l?o===l?l="":i+=o:o==='"'||o==="'"?l=o:o===">"?(p(),r=1):r&&(o==="="?(r=5,s=i,i=""):o==="/"&&(r<5||n[u][f+1]===">")?(p(),r===3&&(c=c[0]),r=c,(c=c[0]).push(2,0,r),r=0):o===" "||o==="	"||o===`
`||o==="\r"?(p(),r=2):i+=o),r===3&&i==="!--"&&(r=4,c=c[0])}return p(),c})(e)),t),arguments,[])).length>1?t:t[0]}var a=Go.bind(ne);var W=class extends Error{constructor({code:t,message:n}){super(n),this.code=t}},D=class extends Error{constructor(){super("The desk cannot be reached right now.")}};function x(e){if(e instanceof W||e instanceof D)return e.message;throw e}async function bn(){try{return(await E("GET","me")).agent}catch(e){if(e instanceof W&&e.code==="unauthorized")return null;throw e}}async function Jo(e,t){return(await E("POST","login",{email:e,password:t})).agent}async function Qo(e,t){return(await E("POST","password",{token:e,password:t})).agent}var Xo=()=>E("POST","logout",{});async function E(e,t,n,o){let s={"Content-Type":"application/json","X-Requested-With":"warmdesk"};o&&(s["Idempotency-Key"]=o);let r={method:e,headers:s,body:n&&JSON.stringify(n)},i,l;try{i=await fetch(`/api/console/${t}`,r),l=await i.json()}catch{throw new D}if(!i.ok)throw new W(l.error);return l}var Zo="Warmdesk console",Ta=1e3,Aa=[{hertz:587,after:0},{hertz:880,after:.16}],Ra="Notification"in window,he=$(Ra?Notification.permission:"denied");async function es(){he.value=await Notification.requestPermission()}function ns(e){let t=new Set;M(()=>{let{offers:o=[],queue:s=[]}=e.snapshot.value??{};for(let r of o.filter(i=>!t.has(i.id))){let i=s.find(l=>l.handoff_id===r.handoff_id);ts(`Offer: ${i?.customer_name??"A customer"}`,i?.wanted??i?.situation??"")}t=new Set(o.map(r=>r.id))});let n=null;M(()=>{if(!e.snapshot.value)return;let o=e.mentions.value;for(let s of o.filter(({id:r})=>n&&!n.has(r)))ts("You were mentioned",s.text,()=>e.handling.openMention(s));n=new Set(o.map(s=>s.id))}),M(()=>{let o=e.snapshot.value?.offers.length??0,s=e.unread.value+e.mentions.value.length;return Na(o,s,e.watching.value)})}function ts(e,t,n=()=>{}){if(Da(),he.value!=="granted"||document.visibilityState==="visible")return;let o=new Notification(e,{body:t,tag:e});o.onclick=()=>{window.focus(),n()}}function Da(){let e=new AudioContext;for(let{hertz:t,after:n}of Aa){let o=e.createOscillator(),s=e.createGain(),r=e.currentTime+n;o.frequency.value=t,s.gain.setValueAtTime(0,r),s.gain.linearRampToValueAtTime(.12,r+.02),s.gain.exponentialRampToValueAtTime(.001,r+.5),o.connect(s).connect(e.destination),o.start(r),o.stop(r+.5)}setTimeout(()=>e.close(),1e3)}function Na(e,t,n){let o=e+t,s=o?`(${o}) ${Zo}`:Zo;if(document.title=s,!e||n)return;let r=setInterval(()=>{document.title=document.title===s?`● ${e} offered to you`:s},Ta);return()=>clearInterval(r)}var Z=Object.create(null);Z.open="0",Z.close="1",Z.ping="2",Z.pong="3",Z.message="4",Z.upgrade="5",Z.noop="6";var de=Object.create(null);Object.keys(Z).forEach((e=>{de[Z[e]]=e}));var Sn={type:"error",data:"parser error"},as=typeof Blob=="function"||typeof Blob<"u"&&Object.prototype.toString.call(Blob)==="[object BlobConstructor]",ls=typeof ArrayBuffer=="function",cs=e=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(e):e&&e.buffer instanceof ArrayBuffer,Un=({type:e,data:t},n,o)=>as&&t instanceof Blob?n?o(t):os(t,o):ls&&(t instanceof ArrayBuffer||cs(t))?n?o(t):os(new Blob([t]),o):o(Z[e]+(t||"")),os=(e,t)=>{let n=new FileReader;return n.onload=function(){let o=n.result.split(",")[1];t("b"+(o||""))},n.readAsDataURL(e)};function ss(e){return e instanceof Uint8Array?e:e instanceof ArrayBuffer?new Uint8Array(e):new Uint8Array(e.buffer,e.byteOffset,e.byteLength)}var wn,qa="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",Ft=typeof Uint8Array>"u"?[]:new Uint8Array(256);for(let e=0;e<64;e++)Ft[qa.charCodeAt(e)]=e;var La=typeof ArrayBuffer=="function",Mn=(e,t)=>{if(typeof e!="string")return{type:"message",data:us(e,t)};let n=e.charAt(0);return n==="b"?{type:"message",data:Ia(e.substring(1),t)}:de[n]?e.length>1?{type:de[n],data:e.substring(1)}:{type:de[n]}:Sn},Ia=(e,t)=>{if(La){let n=(o=>{let s,r,i,l,c,p=.75*o.length,u=o.length,f=0;o[o.length-1]==="="&&(p--,o[o.length-2]==="="&&p--);let d=new ArrayBuffer(p),h=new Uint8Array(d);for(s=0;s<u;s+=4)r=Ft[o.charCodeAt(s)],i=Ft[o.charCodeAt(s+1)],l=Ft[o.charCodeAt(s+2)],c=Ft[o.charCodeAt(s+3)],h[f++]=r<<2|i>>4,h[f++]=(15&i)<<4|l>>2,h[f++]=(3&l)<<6|63&c;return d})(e);return us(n,t)}return{base64:!0,data:e}},us=(e,t)=>t==="blob"?e instanceof Blob?e:new Blob([e]):e instanceof ArrayBuffer?e:e.buffer,rs="";function Pa(){return new TransformStream({transform(e,t){(function(n,o){as&&n.data instanceof Blob?n.data.arrayBuffer().then(ss).then(o):ls&&(n.data instanceof ArrayBuffer||cs(n.data))?o(ss(n.data)):Un(n,!1,(s=>{wn||(wn=new TextEncoder),o(wn.encode(s))}))})(e,(n=>{let o=n.length,s;if(o<126)s=new Uint8Array(1),new DataView(s.buffer).setUint8(0,o);else if(o<65536){s=new Uint8Array(3);let r=new DataView(s.buffer);r.setUint8(0,126),r.setUint16(1,o)}else{s=new Uint8Array(9);let r=new DataView(s.buffer);r.setUint8(0,127),r.setBigUint64(1,BigInt(o))}e.data&&typeof e.data!="string"&&(s[0]|=128),t.enqueue(s),t.enqueue(n)}))}})}var kn;function pe(e){return e.reduce(((t,n)=>t+n.length),0)}function fe(e,t){if(e[0].length===t)return e.shift();let n=new Uint8Array(t),o=0;for(let s=0;s<t;s++)n[s]=e[0][o++],o===e[0].length&&(e.shift(),o=0);return e.length&&o<e[0].length&&(e[0]=e[0].slice(o)),n}function L(e){if(e)return(function(t){for(var n in L.prototype)t[n]=L.prototype[n];return t})(e)}L.prototype.on=L.prototype.addEventListener=function(e,t){return this.t=this.t||{},(this.t["$"+e]=this.t["$"+e]||[]).push(t),this},L.prototype.once=function(e,t){function n(){this.off(e,n),t.apply(this,arguments)}return n.fn=t,this.on(e,n),this},L.prototype.off=L.prototype.removeListener=L.prototype.removeAllListeners=L.prototype.removeEventListener=function(e,t){if(this.t=this.t||{},arguments.length==0)return this.t={},this;var n,o=this.t["$"+e];if(!o)return this;if(arguments.length==1)return delete this.t["$"+e],this;for(var s=0;s<o.length;s++)if((n=o[s])===t||n.fn===t){o.splice(s,1);break}return o.length===0&&delete this.t["$"+e],this},L.prototype.emit=function(e){this.t=this.t||{};for(var t=new Array(arguments.length-1),n=this.t["$"+e],o=1;o<arguments.length;o++)t[o-1]=arguments[o];if(n){o=0;for(var s=(n=n.slice(0)).length;o<s;++o)n[o].apply(this,t)}return this},L.prototype.emitReserved=L.prototype.emit,L.prototype.listeners=function(e){return this.t=this.t||{},this.t["$"+e]||[]},L.prototype.hasListeners=function(e){return!!this.listeners(e).length};var be=typeof Promise=="function"&&typeof Promise.resolve=="function"?e=>Promise.resolve().then(e):(e,t)=>t(e,0),G=typeof self<"u"?self:typeof window<"u"?window:Function("return this")();function hs(e,...t){return t.reduce(((n,o)=>(e.hasOwnProperty(o)&&(n[o]=e[o]),n)),{})}var Ua=G.setTimeout,Ma=G.clearTimeout;function we(e,t){t.useNativeTimers?(e.setTimeoutFn=Ua.bind(G),e.clearTimeoutFn=Ma.bind(G)):(e.setTimeoutFn=G.setTimeout.bind(G),e.clearTimeoutFn=G.clearTimeout.bind(G))}function ps(){return Date.now().toString(36).substring(3)+Math.random().toString(36).substring(2,5)}var Cn=class extends Error{constructor(t,n,o){super(t),this.description=n,this.context=o,this.type="TransportError"}},jt=class extends L{constructor(t){super(),this.writable=!1,we(this,t),this.opts=t,this.query=t.query,this.socket=t.socket,this.supportsBinary=!t.forceBase64}onError(t,n,o){return super.emitReserved("error",new Cn(t,n,o)),this}open(){return this.readyState="opening",this.doOpen(),this}close(){return this.readyState!=="opening"&&this.readyState!=="open"||(this.doClose(),this.onClose()),this}send(t){this.readyState==="open"&&this.write(t)}onOpen(){this.readyState="open",this.writable=!0,super.emitReserved("open")}onData(t){let n=Mn(t,this.socket.binaryType);this.onPacket(n)}onPacket(t){super.emitReserved("packet",t)}onClose(t){this.readyState="closed",super.emitReserved("close",t)}pause(t){}createUri(t,n={}){return t+"://"+this.i()+this.o()+this.opts.path+this.h(n)}i(){let t=this.opts.hostname;return t.indexOf(":")===-1?t:"["+t+"]"}o(){return this.opts.port&&(this.opts.secure&&Number(this.opts.port)!==443||!this.opts.secure&&Number(this.opts.port)!==80)?":"+this.opts.port:""}h(t){let n=(function(o){let s="";for(let r in o)o.hasOwnProperty(r)&&(s.length&&(s+="&"),s+=encodeURIComponent(r)+"="+encodeURIComponent(o[r]));return s})(t);return n.length?"?"+n:""}},En=class extends jt{constructor(){super(...arguments),this.u=!1}get name(){return"polling"}doOpen(){this.l()}pause(t){this.readyState="pausing";let n=()=>{this.readyState="paused",t()};if(this.u||!this.writable){let o=0;this.u&&(o++,this.once("pollComplete",(function(){--o||n()}))),this.writable||(o++,this.once("drain",(function(){--o||n()})))}else n()}l(){this.u=!0,this.doPoll(),this.emitReserved("poll")}onData(t){((n,o)=>{let s=n.split(rs),r=[];for(let i=0;i<s.length;i++){let l=Mn(s[i],o);if(r.push(l),l.type==="error")break}return r})(t,this.socket.binaryType).forEach((n=>{if(this.readyState==="opening"&&n.type==="open"&&this.onOpen(),n.type==="close")return this.onClose({description:"transport closed by the server"}),!1;this.onPacket(n)})),this.readyState!=="closed"&&(this.u=!1,this.emitReserved("pollComplete"),this.readyState==="open"&&this.l())}doClose(){let t=()=>{this.write([{type:"close"}])};this.readyState==="open"?t():this.once("open",t)}write(t){this.writable=!1,((n,o)=>{let s=n.length,r=new Array(s),i=0;n.forEach(((l,c)=>{Un(l,!1,(p=>{r[c]=p,++i===s&&o(r.join(rs))}))}))})(t,(n=>{this.doWrite(n,(()=>{this.writable=!0,this.emitReserved("drain")}))}))}uri(){let t=this.opts.secure?"https":"http",n=this.query||{};return this.opts.timestampRequests!==!1&&(n[this.opts.timestampParam]=ps()),this.supportsBinary||n.sid||(n.b64=1),this.createUri(t,n)}},fs=!1;try{fs=typeof XMLHttpRequest<"u"&&"withCredentials"in new XMLHttpRequest}catch{}var Fa=fs;function Ba(){}var On=class extends En{constructor(t){if(super(t),typeof location<"u"){let n=location.protocol==="https:",o=location.port;o||(o=n?"443":"80"),this.xd=typeof location<"u"&&t.hostname!==location.hostname||o!==t.port}}doWrite(t,n){let o=this.request({method:"POST",data:t});o.on("success",n),o.on("error",((s,r)=>{this.onError("xhr post error",s,r)}))}doPoll(){let t=this.request();t.on("data",this.onData.bind(this)),t.on("error",((n,o)=>{this.onError("xhr poll error",n,o)})),this.pollXhr=t}},lt=class e extends L{constructor(t,n,o){super(),this.createRequest=t,we(this,o),this.p=o,this.v=o.method||"GET",this.m=n,this.k=o.data!==void 0?o.data:null,this.A()}A(){var t;let n=hs(this.p,"agent","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","autoUnref");n.xdomain=!!this.p.xd;let o=this.O=this.createRequest(n);try{o.open(this.v,this.m,!0);try{if(this.p.extraHeaders){o.setDisableHeaderCheck&&o.setDisableHeaderCheck(!0);for(let s in this.p.extraHeaders)this.p.extraHeaders.hasOwnProperty(s)&&o.setRequestHeader(s,this.p.extraHeaders[s])}}catch{}if(this.v==="POST")try{o.setRequestHeader("Content-type","text/plain;charset=UTF-8")}catch{}try{o.setRequestHeader("Accept","*/*")}catch{}(t=this.p.cookieJar)===null||t===void 0||t.addCookies(o),"withCredentials"in o&&(o.withCredentials=this.p.withCredentials),this.p.requestTimeout&&(o.timeout=this.p.requestTimeout),o.onreadystatechange=()=>{var s;o.readyState===3&&((s=this.p.cookieJar)===null||s===void 0||s.parseCookies(o.getResponseHeader("set-cookie"))),o.readyState===4&&(o.status===200||o.status===1223?this._():this.setTimeoutFn((()=>{this.j(typeof o.status=="number"?o.status:0)}),0))},o.send(this.k)}catch(s){return void this.setTimeoutFn((()=>{this.j(s)}),0)}typeof document<"u"&&(this.B=e.requestsCount++,e.requests[this.B]=this)}j(t){this.emitReserved("error",t,this.O),this.C(!0)}C(t){if(this.O!==void 0&&this.O!==null){if(this.O.onreadystatechange=Ba,t)try{this.O.abort()}catch{}typeof document<"u"&&delete e.requests[this.B],this.O=null}}_(){let t=this.O.responseText;t!==null&&(this.emitReserved("data",t),this.emitReserved("success"),this.C())}abort(){this.C()}};lt.requestsCount=0,lt.requests={},typeof document<"u"&&(typeof attachEvent=="function"?attachEvent("onunload",is):typeof addEventListener=="function"&&addEventListener("onpagehide"in G?"pagehide":"unload",is,!1));function is(){for(let e in lt.requests)lt.requests.hasOwnProperty(e)&&lt.requests[e].abort()}var ja=(function(){let e=ds({xdomain:!1});return e&&e.responseType!==null})(),Tn=class extends On{constructor(t){super(t);let n=t&&t.forceBase64;this.supportsBinary=ja&&!n}request(t={}){return Object.assign(t,{xd:this.xd},this.opts),new lt(ds,this.uri(),t)}};function ds(e){let t=e.xdomain;try{if(typeof XMLHttpRequest<"u"&&(!t||Fa))return new XMLHttpRequest}catch{}if(!t)try{return new G[["Active"].concat("Object").join("X")]("Microsoft.XMLHTTP")}catch{}}var ms=typeof navigator<"u"&&typeof navigator.product=="string"&&navigator.product.toLowerCase()==="reactnative",An=class extends jt{get name(){return"websocket"}doOpen(){let t=this.uri(),n=this.opts.protocols,o=ms?{}:hs(this.opts,"agent","perMessageDeflate","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","localAddress","protocolVersion","origin","maxPayload","family","checkServerIdentity");this.opts.extraHeaders&&(o.headers=this.opts.extraHeaders);try{this.ws=this.createSocket(t,n,o)}catch(s){return this.emitReserved("error",s)}this.ws.binaryType=this.socket.binaryType,this.addEventListeners()}addEventListeners(){this.ws.onopen=()=>{this.opts.autoUnref&&this.ws.T.unref(),this.onOpen()},this.ws.onclose=t=>this.onClose({description:"websocket connection closed",context:t}),this.ws.onmessage=t=>this.onData(t.data),this.ws.onerror=t=>this.onError("websocket error",t)}write(t){this.writable=!1;for(let n=0;n<t.length;n++){let o=t[n],s=n===t.length-1;Un(o,this.supportsBinary,(r=>{try{this.doWrite(o,r)}catch{}s&&be((()=>{this.writable=!0,this.emitReserved("drain")}),this.setTimeoutFn)}))}}doClose(){this.ws!==void 0&&(this.ws.onerror=()=>{},this.ws.close(),this.ws=null)}uri(){let t=this.opts.secure?"wss":"ws",n=this.query||{};return this.opts.timestampRequests&&(n[this.opts.timestampParam]=ps()),this.supportsBinary||(n.b64=1),this.createUri(t,n)}},xn=G.WebSocket||G.MozWebSocket,Rn=class extends An{createSocket(t,n,o){return ms?new xn(t,n,o):n?new xn(t,n):new xn(t)}doWrite(t,n){this.ws.send(n)}},Dn=class extends jt{get name(){return"webtransport"}doOpen(){try{this.N=new WebTransport(this.createUri("https"),this.opts.transportOptions[this.name])}catch(t){return this.emitReserved("error",t)}this.N.closed.then((()=>{this.onClose()})).catch((t=>{this.onError("webtransport error",t)})),this.N.ready.then((()=>{this.N.createBidirectionalStream().then((t=>{let n=(function(l,c){kn||(kn=new TextDecoder);let p=[],u=0,f=-1,d=!1;return new TransformStream({transform(h,m){for(p.push(h);;){if(u===0){if(pe(p)<1)break;let g=fe(p,1);d=!(128&~g[0]),f=127&g[0],u=f<126?3:f===126?1:2}else if(u===1){if(pe(p)<2)break;let g=fe(p,2);f=new DataView(g.buffer,g.byteOffset,g.length).getUint16(0),u=3}else if(u===2){if(pe(p)<8)break;let g=fe(p,8),y=new DataView(g.buffer,g.byteOffset,g.length),k=y.getUint32(0);if(k>Math.pow(2,21)-1){m.enqueue(Sn);break}f=k*Math.pow(2,32)+y.getUint32(4),u=3}else{if(pe(p)<f)break;let g=fe(p,f);m.enqueue(Mn(d?g:kn.decode(g),c)),u=0}if(f===0||f>l){m.enqueue(Sn);break}}}})})(Number.MAX_SAFE_INTEGER,this.socket.binaryType),o=t.readable.pipeThrough(n).getReader(),s=Pa();s.readable.pipeTo(t.writable),this.U=s.writable.getWriter();let r=()=>{o.read().then((({done:l,value:c})=>{l||(this.onPacket(c),r())})).catch((l=>{}))};r();let i={type:"open"};this.query.sid&&(i.data=`{"sid":"${this.query.sid}"}`),this.U.write(i).then((()=>this.onOpen()))}))}))}write(t){this.writable=!1;for(let n=0;n<t.length;n++){let o=t[n],s=n===t.length-1;this.U.write(o).then((()=>{s&&be((()=>{this.writable=!0,this.emitReserved("drain")}),this.setTimeoutFn)}))}}doClose(){var t;(t=this.N)===null||t===void 0||t.close()}},Wa={websocket:Rn,webtransport:Dn,polling:Tn},Ha=/^(?:(?![^:@\/?#]+:[^:@\/]*@)(http|https|ws|wss):\/\/)?((?:(([^:@\/?#]*)(?::([^:@\/?#]*))?)?@)?((?:[a-f0-9]{0,4}:){2,7}[a-f0-9]{0,4}|[^:\/?#]*)(?::(\d*))?)(((\/(?:[^?#](?![^?#\/]*\.[^?#\/.]+(?:[?#]|$)))*\/?)?([^?#\/]*))(?:\?([^#]*))?(?:#(.*))?)/,Va=["source","protocol","authority","userInfo","user","password","host","port","relative","path","directory","file","query","anchor"];function Nn(e){if(e.length>8e3)throw"URI too long";let t=e,n=e.indexOf("["),o=e.indexOf("]");n!=-1&&o!=-1&&(e=e.substring(0,n)+e.substring(n,o).replace(/:/g,";")+e.substring(o,e.length));let s=Ha.exec(e||""),r={},i=14;for(;i--;)r[Va[i]]=s[i]||"";return n!=-1&&o!=-1&&(r.source=t,r.host=r.host.substring(1,r.host.length-1).replace(/;/g,":"),r.authority=r.authority.replace("[","").replace("]","").replace(/;/g,":"),r.ipv6uri=!0),r.pathNames=(function(l,c){let p=/\/{2,9}/g,u=c.replace(p,"/").split("/");return c.slice(0,1)!="/"&&c.length!==0||u.splice(0,1),c.slice(-1)=="/"&&u.splice(u.length-1,1),u})(0,r.path),r.queryKey=(function(l,c){let p={};return c.replace(/(?:^|&)([^&=]*)=?([^&]*)/g,(function(u,f,d){f&&(p[f]=d)})),p})(0,r.query),r}var qn=typeof addEventListener=="function"&&typeof removeEventListener=="function",me=[];qn&&addEventListener("offline",(()=>{me.forEach((e=>e()))}),!1);var _e=class e extends L{constructor(t,n={}){var o,s;if(super(),this.binaryType="arraybuffer",this.writeBuffer=[],this.P=0,this.D=[],this.M=-1,this.S=-1,this.L=-1,this.R=1/0,t&&typeof t=="object"&&(n=t,t=null),t){let r=Nn(t);n.hostname=r.host,n.secure=r.protocol==="https"||r.protocol==="wss",n.port=r.port,r.query&&(n.query=r.query)}else n.host&&(n.hostname=Nn(n.host).host);if(we(this,n),this.secure=n.secure!=null?n.secure:typeof location<"u"&&location.protocol==="https:",n.hostname&&!n.port&&(n.port=this.secure?"443":"80"),this.hostname=n.hostname||(typeof location<"u"?location.hostname:"localhost"),this.port=n.port||(typeof location<"u"&&location.port?location.port:this.secure?"443":"80"),n.transportImplementations&&n.transports)throw new Error("specifying both 'transportImplementations' and 'transports' options is not supported");n.transportImplementations||!((o=n.transports)===null||o===void 0)&&o.length&&typeof n.transports[0]=="function"?(this.transports=[],this.I=Object.create(null),((s=n.transportImplementations)!==null&&s!==void 0?s:n.transports).forEach((r=>{let i=r.prototype.name;this.transports.push(i),this.I[i]=r}))):(this.transports=n.transports?[...n.transports]:["polling","websocket","webtransport"],this.I=Wa),this.opts=Object.assign({path:"/engine.io",agent:!1,withCredentials:!1,upgrade:!0,timestampParam:"t",rememberUpgrade:!1,addTrailingSlash:!0,rejectUnauthorized:!0,perMessageDeflate:{threshold:1024},transportOptions:{},closeOnBeforeunload:!1},n),this.opts.path=this.opts.path.replace(/\/$/,"")+(this.opts.addTrailingSlash?"/":""),typeof this.opts.query=="string"&&(this.opts.query=(function(r){let i={},l=r.split("&");for(let c=0,p=l.length;c<p;c++){let u=l[c].split("=");i[decodeURIComponent(u[0])]=decodeURIComponent(u[1])}return i})(this.opts.query)),qn&&(this.opts.closeOnBeforeunload&&(this.F=()=>{this.transport&&(this.transport.removeAllListeners(),this.transport.close())},addEventListener("beforeunload",this.F,!1)),this.hostname!=="localhost"&&(this.$=()=>{this.V("transport close",{description:"network connection lost"})},me.push(this.$))),this.opts.withCredentials&&(this.W=void 0),this.q()}createTransport(t){let n=Object.assign({},this.opts.query);n.EIO=4,n.transport=t,this.id&&(n.sid=this.id);let o=Object.assign({},this.opts,{query:n,socket:this,hostname:this.hostname,secure:this.secure,port:this.port},this.opts.transportOptions[t]);return new this.I[t](o)}q(){if(this.transports.length===0)return void this.setTimeoutFn((()=>{this.emitReserved("error","No transports available")}),0);let t=this.opts.rememberUpgrade&&e.priorWebsocketSuccess&&this.transports.indexOf("websocket")!==-1?"websocket":this.transports[0];this.readyState="opening";let n=this.createTransport(t);n.open(),this.setTransport(n)}setTransport(t){this.transport&&this.transport.removeAllListeners(),this.transport=t,t.on("drain",this.H.bind(this)).on("packet",this.X.bind(this)).on("error",this.j.bind(this)).on("close",(n=>this.V("transport close",n)))}J(t){let n=this.createTransport(t),o=!1;e.priorWebsocketSuccess=!1;let s=()=>{o||(n.send([{type:"ping",data:"probe"}]),n.once("packet",(f=>{if(!o)if(f.type==="pong"&&f.data==="probe"){if(this.upgrading=!0,this.emitReserved("upgrading",n),!n)return;e.priorWebsocketSuccess=n.name==="websocket",this.transport.pause((()=>{o||this.readyState!=="closed"&&(u(),this.setTransport(n),n.send([{type:"upgrade"}]),this.emitReserved("upgrade",n),n=null,this.upgrading=!1,this.flush())}))}else{let d=new Error("probe error");d.transport=n.name,this.emitReserved("upgradeError",d)}})))};function r(){o||(o=!0,u(),n.close(),n=null)}let i=f=>{let d=new Error("probe error: "+f);d.transport=n.name,r(),this.emitReserved("upgradeError",d)};function l(){i("transport closed")}function c(){i("socket closed")}function p(f){n&&f.name!==n.name&&r()}let u=()=>{n.removeListener("open",s),n.removeListener("error",i),n.removeListener("close",l),this.off("close",c),this.off("upgrading",p)};n.once("open",s),n.once("error",i),n.once("close",l),this.once("close",c),this.once("upgrading",p),this.D.indexOf("webtransport")!==-1&&t!=="webtransport"?this.setTimeoutFn((()=>{o||n.open()}),200):n.open()}onOpen(){if(this.readyState="open",e.priorWebsocketSuccess=this.transport.name==="websocket",this.emitReserved("open"),this.flush(),this.readyState==="open"&&this.opts.upgrade)for(let t=0;t<this.D.length;t++)this.J(this.D[t])}X(t){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing")switch(this.emitReserved("packet",t),this.emitReserved("heartbeat"),t.type){case"open":this.onHandshake(JSON.parse(t.data));break;case"ping":this.G("pong"),this.emitReserved("ping"),this.emitReserved("pong"),this.K();break;case"error":let n=new Error("server error");n.code=t.data,this.j(n);break;case"message":this.emitReserved("data",t.data),this.emitReserved("message",t.data)}}onHandshake(t){this.emitReserved("handshake",t),this.id=t.sid,this.transport.query.sid=t.sid,this.D=this.Y(t.upgrades),this.M=t.pingInterval,this.S=t.pingTimeout,this.L=t.maxPayload,this.onOpen(),this.readyState!=="closed"&&this.K()}K(){this.clearTimeoutFn(this.Z);let t=this.M+this.S;this.R=Date.now()+t,this.Z=this.setTimeoutFn((()=>{this.V("ping timeout")}),t),this.opts.autoUnref&&this.Z.unref()}H(){this.writeBuffer.splice(0,this.P),this.P=0,this.writeBuffer.length===0?this.emitReserved("drain"):this.flush()}flush(){if(this.readyState!=="closed"&&this.transport.writable&&!this.upgrading&&this.writeBuffer.length){let t=this.tt();this.transport.send(t),this.P=t.length,this.emitReserved("flush")}}tt(){if(!(this.L&&this.transport.name==="polling"&&this.writeBuffer.length>1))return this.writeBuffer;let t=1;for(let o=0;o<this.writeBuffer.length;o++){let s=this.writeBuffer[o].data;if(s&&(t+=typeof(n=s)=="string"?(function(r){let i=0,l=0;for(let c=0,p=r.length;c<p;c++)i=r.charCodeAt(c),i<128?l+=1:i<2048?l+=2:i<55296||i>=57344?l+=3:(c++,l+=4);return l})(n):Math.ceil(1.33*(n.byteLength||n.size))),o>0&&t>this.L)return this.writeBuffer.slice(0,o);t+=2}var n;return this.writeBuffer}st(){if(!this.R)return!0;let t=Date.now()>this.R;return t&&(this.R=0,be((()=>{this.V("ping timeout")}),this.setTimeoutFn)),t}write(t,n,o){return this.G("message",t,n,o),this}send(t,n,o){return this.G("message",t,n,o),this}G(t,n,o,s){if(typeof n=="function"&&(s=n,n=void 0),typeof o=="function"&&(s=o,o=null),this.readyState==="closing"||this.readyState==="closed")return;(o=o||{}).compress=o.compress!==!1;let r={type:t,data:n,options:o};this.emitReserved("packetCreate",r),this.writeBuffer.push(r),s&&this.once("flush",s),this.flush()}close(){let t=()=>{this.V("forced close"),this.transport.close()},n=()=>{this.off("upgrade",n),this.off("upgradeError",n),t()},o=()=>{this.once("upgrade",n),this.once("upgradeError",n)};return this.readyState!=="opening"&&this.readyState!=="open"||(this.readyState="closing",this.writeBuffer.length?this.once("drain",(()=>{this.upgrading?o():t()})):this.upgrading?o():t()),this}j(t){if(e.priorWebsocketSuccess=!1,this.opts.tryAllTransports&&this.transports.length>1&&this.readyState==="opening")return this.transports.shift(),this.q();this.emitReserved("error",t),this.V("transport error",t)}V(t,n){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing"){if(this.clearTimeoutFn(this.Z),this.transport.removeAllListeners("close"),this.transport.close(),this.transport.removeAllListeners(),qn&&(this.F&&removeEventListener("beforeunload",this.F,!1),this.$)){let o=me.indexOf(this.$);o!==-1&&me.splice(o,1)}this.readyState="closed",this.id=null,this.emitReserved("close",t,n),this.writeBuffer=[],this.P=0}}Y(t){let n=[];for(let o=0;o<t.length;o++)~this.transports.indexOf(t[o])&&n.push(t[o]);return n}};_e.protocol=4;var Ka=typeof ArrayBuffer=="function",za=e=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(e):e.buffer instanceof ArrayBuffer,gs=Object.prototype.toString,Ya=typeof Blob=="function"||typeof Blob<"u"&&gs.call(Blob)==="[object BlobConstructor]",Ga=typeof File=="function"||typeof File<"u"&&gs.call(File)==="[object FileConstructor]";function Fn(e){return Ka&&(e instanceof ArrayBuffer||za(e))||Ya&&e instanceof Blob||Ga&&e instanceof File}function ge(e,t){if(!e||typeof e!="object")return!1;if(Array.isArray(e)){for(let n=0,o=e.length;n<o;n++)if(ge(e[n]))return!0;return!1}if(Fn(e))return!0;if(e.toJSON&&typeof e.toJSON=="function"&&arguments.length===1)return ge(e.toJSON(),!0);for(let n in e)if(Object.prototype.hasOwnProperty.call(e,n)&&ge(e[n]))return!0;return!1}function Ja(e){let t=[],n=e.data,o=e;return o.data=$e(n,t),o.attachments=t.length,{packet:o,buffers:t}}function $e(e,t,n){if(!e)return e;if(Fn(e)){let o={_placeholder:!0,num:t.length};return t.push(e),o}if(Array.isArray(e)){let o=new Array(e.length);for(let s=0;s<e.length;s++)o[s]=$e(e[s],t);return o}if(typeof e=="object"&&!(e instanceof Date)){if(e.toJSON&&typeof e.toJSON=="function"&&!n)return $e(e.toJSON(),t,!0);let o={};for(let s in e)Object.prototype.hasOwnProperty.call(e,s)&&(o[s]=$e(e[s],t));return o}return e}function Qa(e,t){return e.data=Ln(e.data,t),delete e.attachments,e}function Ln(e,t){if(!e)return e;if(e&&e._placeholder===!0){if(typeof e.num=="number"&&e.num>=0&&e.num<t.length)return t[e.num];throw new Error("illegal attachments")}if(Array.isArray(e))for(let n=0;n<e.length;n++)e[n]=Ln(e[n],t);else if(typeof e=="object")for(let n in e)Object.prototype.hasOwnProperty.call(e,n)&&(e[n]=Ln(e[n],t));return e}var $s=["connect","connect_error","disconnect","disconnecting","newListener","removeListener"];var b;(function(e){e[e.CONNECT=0]="CONNECT",e[e.DISCONNECT=1]="DISCONNECT",e[e.EVENT=2]="EVENT",e[e.ACK=3]="ACK",e[e.CONNECT_ERROR=4]="CONNECT_ERROR",e[e.BINARY_EVENT=5]="BINARY_EVENT",e[e.BINARY_ACK=6]="BINARY_ACK"})(b||(b={}));var In=class e extends L{constructor(t){super(),this.opts=Object.assign({reviver:void 0,maxAttachments:10},typeof t=="function"?{reviver:t}:t)}add(t){let n;if(typeof t=="string"){if(this.reconstructor)throw new Error("got plaintext data when reconstructing a packet");n=this.decodeString(t);let o=n.type===b.BINARY_EVENT;o||n.type===b.BINARY_ACK?(n.type=o?b.EVENT:b.ACK,this.reconstructor=new Pn(n)):super.emitReserved("decoded",n)}else{if(!Fn(t)&&!t.base64)throw new Error("Unknown type: "+t);if(!this.reconstructor)throw new Error("got binary data when not reconstructing a packet");n=this.reconstructor.takeBinaryData(t),n&&(this.reconstructor=null,super.emitReserved("decoded",n))}}decodeString(t){let n=0,o={type:Number(t.charAt(0))};if(b[o.type]===void 0)throw new Error("unknown packet type "+o.type);if(o.type===b.BINARY_EVENT||o.type===b.BINARY_ACK){let r=n+1;for(;t.charAt(++n)!=="-"&&n!=t.length;);let i=t.substring(r,n);if(i!=Number(i)||t.charAt(n)!=="-")throw new Error("Illegal attachments");let l=Number(i);if(!_s(l)||l<1)throw new Error("Illegal attachments");if(l>this.opts.maxAttachments)throw new Error("too many attachments");o.attachments=l}if(t.charAt(n+1)==="/"){let r=n+1;for(;++n&&!(t.charAt(n)===","||n===t.length););o.nsp=t.substring(r,n)}else o.nsp="/";let s=t.charAt(n+1);if(s!==""&&Number(s)==s){let r=n+1;for(;++n;){let i=t.charAt(n);if(i==null||Number(i)!=i){--n;break}if(n===t.length)break}o.id=Number(t.substring(r,n+1))}if(t.charAt(++n)){let r=this.tryParse(t.substr(n));if(!e.isPayloadValid(o.type,r))throw new Error("invalid payload");o.data=r}return o}tryParse(t){try{return JSON.parse(t,this.opts.reviver)}catch{return!1}}static isPayloadValid(t,n){switch(t){case b.CONNECT:return ve(n);case b.DISCONNECT:return n===void 0;case b.CONNECT_ERROR:return typeof n=="string"||ve(n);case b.EVENT:case b.BINARY_EVENT:return Array.isArray(n)&&(typeof n[0]=="number"||typeof n[0]=="string"&&$s.indexOf(n[0])===-1);case b.ACK:case b.BINARY_ACK:return Array.isArray(n)}}destroy(){this.reconstructor&&(this.reconstructor.finishedReconstruction(),this.reconstructor=null)}},Pn=class{constructor(t){this.packet=t,this.buffers=[],this.reconPack=t}takeBinaryData(t){if(this.buffers.push(t),this.buffers.length===this.reconPack.attachments){let n=Qa(this.reconPack,this.buffers);return this.finishedReconstruction(),n}return null}finishedReconstruction(){this.reconPack=null,this.buffers=[]}},_s=Number.isInteger||function(e){return typeof e=="number"&&isFinite(e)&&Math.floor(e)===e};function ve(e){return Object.prototype.toString.call(e)==="[object Object]"}var Xa=Object.freeze({__proto__:null,protocol:5,get PacketType(){return b},Encoder:class{constructor(e){this.replacer=e}encode(e){return e.type!==b.EVENT&&e.type!==b.ACK||!ge(e)?[this.encodeAsString(e)]:this.encodeAsBinary({type:e.type===b.EVENT?b.BINARY_EVENT:b.BINARY_ACK,nsp:e.nsp,data:e.data,id:e.id})}encodeAsString(e){let t=""+e.type;return e.type!==b.BINARY_EVENT&&e.type!==b.BINARY_ACK||(t+=e.attachments+"-"),e.nsp&&e.nsp!=="/"&&(t+=e.nsp+","),e.id!=null&&(t+=e.id),e.data!=null&&(t+=JSON.stringify(e.data,this.replacer)),t}encodeAsBinary(e){let t=Ja(e),n=this.encodeAsString(t.packet),o=t.buffers;return o.unshift(n),o}},Decoder:In,isPacketValid:function(e){return typeof e.nsp=="string"&&((t=e.id)===void 0||_s(t))&&(function(n,o){switch(n){case b.CONNECT:return o===void 0||ve(o);case b.DISCONNECT:return o===void 0;case b.EVENT:return Array.isArray(o)&&(typeof o[0]=="number"||typeof o[0]=="string"&&$s.indexOf(o[0])===-1);case b.ACK:return Array.isArray(o);case b.CONNECT_ERROR:return typeof o=="string"||ve(o);default:return!1}})(e.type,e.data);var t}});function Q(e,t,n){return e.on(t,n),function(){e.off(t,n)}}var Za=Object.freeze({connect:1,connect_error:1,disconnect:1,disconnecting:1,newListener:1,removeListener:1}),ye=class extends L{constructor(t,n,o){super(),this.connected=!1,this.recovered=!1,this.receiveBuffer=[],this.sendBuffer=[],this.et=[],this.nt=0,this.ids=0,this.acks={},this.flags={},this.io=t,this.nsp=n,o&&o.auth&&(this.auth=o.auth),this.p=Object.assign({},o),this.io.rt&&this.open()}get disconnected(){return!this.connected}subEvents(){if(this.subs)return;let t=this.io;this.subs=[Q(t,"open",this.onopen.bind(this)),Q(t,"packet",this.onpacket.bind(this)),Q(t,"error",this.onerror.bind(this)),Q(t,"close",this.onclose.bind(this))]}get active(){return!!this.subs}connect(){return this.connected||(this.subEvents(),this.io.ot||this.io.open(),this.io.ht==="open"&&this.onopen()),this}open(){return this.connect()}send(...t){return t.unshift("message"),this.emit.apply(this,t),this}emit(t,...n){var o,s,r;if(Za.hasOwnProperty(t))throw new Error('"'+t.toString()+'" is a reserved event name');if(n.unshift(t),this.p.retries&&!this.flags.fromQueue&&!this.flags.volatile)return this.ct(n),this;let i={type:b.EVENT,data:n,options:{}};if(i.options.compress=this.flags.compress!==!1,typeof n[n.length-1]=="function"){let p=this.ids++,u=n.pop();this.ut(p,u),i.id=p}let l=(s=(o=this.io.engine)===null||o===void 0?void 0:o.transport)===null||s===void 0?void 0:s.writable,c=this.connected&&!(!((r=this.io.engine)===null||r===void 0)&&r.st());return this.flags.volatile&&!l||(c?(this.notifyOutgoingListeners(i),this.packet(i)):this.sendBuffer.push(i)),this.flags={},this}ut(t,n){var o;let s=(o=this.flags.timeout)!==null&&o!==void 0?o:this.p.ackTimeout;if(s===void 0)return void(this.acks[t]=n);let r=this.io.setTimeoutFn((()=>{delete this.acks[t];for(let l=0;l<this.sendBuffer.length;l++)this.sendBuffer[l].id===t&&this.sendBuffer.splice(l,1);n.call(this,new Error("operation has timed out"))}),s),i=(...l)=>{this.io.clearTimeoutFn(r),n.apply(this,l)};i.withError=!0,this.acks[t]=i}emitWithAck(t,...n){return new Promise(((o,s)=>{let r=(i,l)=>i?s(i):o(l);r.withError=!0,n.push(r),this.emit(t,...n)}))}ct(t){let n;typeof t[t.length-1]=="function"&&(n=t.pop());let o={id:this.nt++,tryCount:0,pending:!1,args:t,flags:Object.assign({fromQueue:!0},this.flags)};t.push(((s,...r)=>(this.et[0],s!==null?o.tryCount>this.p.retries&&(this.et.shift(),n&&n(s)):(this.et.shift(),n&&n(null,...r)),o.pending=!1,this.ft()))),this.et.push(o),this.ft()}ft(t=!1){if(!this.connected||this.et.length===0)return;let n=this.et[0];n.pending&&!t||(n.pending=!0,n.tryCount++,this.flags=n.flags,this.emit.apply(this,n.args))}packet(t){t.nsp=this.nsp,this.io.lt(t)}onopen(){typeof this.auth=="function"?this.auth((t=>{this.dt(t)})):this.dt(this.auth)}dt(t){this.packet({type:b.CONNECT,data:this.yt?Object.assign({pid:this.yt,offset:this.bt},t):t})}onerror(t){this.connected||this.emitReserved("connect_error",t)}onclose(t,n){this.connected=!1,delete this.id,this.emitReserved("disconnect",t,n),this.wt()}wt(){Object.keys(this.acks).forEach((t=>{if(!this.sendBuffer.some((n=>String(n.id)===t))){let n=this.acks[t];delete this.acks[t],n.withError&&n.call(this,new Error("socket has been disconnected"))}}))}onpacket(t){if(t.nsp===this.nsp)switch(t.type){case b.CONNECT:t.data&&t.data.sid?this.onconnect(t.data.sid,t.data.pid):this.emitReserved("connect_error",new Error("It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not compatible (more information here: https://socket.io/docs/v3/migrating-from-2-x-to-3-0/)"));break;case b.EVENT:case b.BINARY_EVENT:this.onevent(t);break;case b.ACK:case b.BINARY_ACK:this.onack(t);break;case b.DISCONNECT:this.ondisconnect();break;case b.CONNECT_ERROR:this.destroy();let n=new Error(t.data.message);n.data=t.data.data,this.emitReserved("connect_error",n)}}onevent(t){let n=t.data||[];t.id!=null&&n.push(this.ack(t.id)),this.connected?this.emitEvent(n):this.receiveBuffer.push(Object.freeze(n))}emitEvent(t){if(this.gt&&this.gt.length){let n=this.gt.slice();for(let o of n)o.apply(this,t)}super.emit.apply(this,t),this.yt&&t.length&&typeof t[t.length-1]=="string"&&(this.bt=t[t.length-1])}ack(t){let n=this,o=!1;return function(...s){o||(o=!0,n.packet({type:b.ACK,id:t,data:s}))}}onack(t){let n=this.acks[t.id];typeof n=="function"&&(delete this.acks[t.id],n.withError&&t.data.unshift(null),n.apply(this,t.data))}onconnect(t,n){this.id=t,this.recovered=n&&this.yt===n,this.yt=n,this.connected=!0,this.emitBuffered(),this.ft(!0),this.emitReserved("connect")}emitBuffered(){this.receiveBuffer.forEach((t=>this.emitEvent(t))),this.receiveBuffer=[],this.sendBuffer.forEach((t=>{this.notifyOutgoingListeners(t),this.packet(t)})),this.sendBuffer=[]}ondisconnect(){this.destroy(),this.onclose("io server disconnect")}destroy(){this.subs&&(this.subs.forEach((t=>t())),this.subs=void 0),this.io.vt(this)}disconnect(){return this.connected&&this.packet({type:b.DISCONNECT}),this.destroy(),this.connected&&this.onclose("io client disconnect"),this}close(){return this.disconnect()}compress(t){return this.flags.compress=t,this}get volatile(){return this.flags.volatile=!0,this}timeout(t){return this.flags.timeout=t,this}onAny(t){return this.gt=this.gt||[],this.gt.push(t),this}prependAny(t){return this.gt=this.gt||[],this.gt.unshift(t),this}offAny(t){if(!this.gt)return this;if(t){let n=this.gt;for(let o=0;o<n.length;o++)if(t===n[o])return n.splice(o,1),this}else this.gt=[];return this}listenersAny(){return this.gt||[]}onAnyOutgoing(t){return this.kt=this.kt||[],this.kt.push(t),this}prependAnyOutgoing(t){return this.kt=this.kt||[],this.kt.unshift(t),this}offAnyOutgoing(t){if(!this.kt)return this;if(t){let n=this.kt;for(let o=0;o<n.length;o++)if(t===n[o])return n.splice(o,1),this}else this.kt=[];return this}listenersAnyOutgoing(){return this.kt||[]}notifyOutgoingListeners(t){if(this.kt&&this.kt.length){let n=this.kt.slice();for(let o of n)o.apply(this,t.data)}}};function xt(e){e=e||{},this.ms=e.min||100,this.max=e.max||1e4,this.factor=e.factor||2,this.jitter=e.jitter>0&&e.jitter<=1?e.jitter:0,this.attempts=0}xt.prototype.duration=function(){var e=this.ms*Math.pow(this.factor,this.attempts++);if(this.jitter){var t=Math.random(),n=Math.floor(t*this.jitter*e);e=1&Math.floor(10*t)?e+n:e-n}return 0|Math.min(e,this.max)},xt.prototype.reset=function(){this.attempts=0},xt.prototype.setMin=function(e){this.ms=e},xt.prototype.setMax=function(e){this.max=e},xt.prototype.setJitter=function(e){this.jitter=e};var Wt=class extends L{constructor(t,n){var o;super(),this.nsps={},this.subs=[],t&&typeof t=="object"&&(n=t,t=void 0),(n=n||{}).path=n.path||"/socket.io",this.opts=n,we(this,n),this.reconnection(n.reconnection!==!1),this.reconnectionAttempts(n.reconnectionAttempts||1/0),this.reconnectionDelay(n.reconnectionDelay||1e3),this.reconnectionDelayMax(n.reconnectionDelayMax||5e3),this.randomizationFactor((o=n.randomizationFactor)!==null&&o!==void 0?o:.5),this.backoff=new xt({min:this.reconnectionDelay(),max:this.reconnectionDelayMax(),jitter:this.randomizationFactor()}),this.timeout(n.timeout==null?2e4:n.timeout),this.ht="closed",this.uri=t;let s=n.parser||Xa;this.encoder=new s.Encoder,this.decoder=new s.Decoder,this.rt=n.autoConnect!==!1,this.rt&&this.open()}reconnection(t){return arguments.length?(this.At=!!t,t||(this.skipReconnect=!0),this):this.At}reconnectionAttempts(t){return t===void 0?this.Et:(this.Et=t,this)}reconnectionDelay(t){var n;return t===void 0?this.Ot:(this.Ot=t,(n=this.backoff)===null||n===void 0||n.setMin(t),this)}randomizationFactor(t){var n;return t===void 0?this._t:(this._t=t,(n=this.backoff)===null||n===void 0||n.setJitter(t),this)}reconnectionDelayMax(t){var n;return t===void 0?this.jt:(this.jt=t,(n=this.backoff)===null||n===void 0||n.setMax(t),this)}timeout(t){return arguments.length?(this.Bt=t,this):this.Bt}maybeReconnectOnOpen(){!this.ot&&this.At&&this.backoff.attempts===0&&this.reconnect()}open(t){if(~this.ht.indexOf("open"))return this;this.engine=new _e(this.uri,this.opts);let n=this.engine,o=this;this.ht="opening",this.skipReconnect=!1;let s=Q(n,"open",(function(){o.onopen(),t&&t()})),r=l=>{this.cleanup(),this.ht="closed",this.emitReserved("error",l),t?t(l):this.maybeReconnectOnOpen()},i=Q(n,"error",r);if(this.Bt!==!1){let l=this.Bt,c=this.setTimeoutFn((()=>{s(),r(new Error("timeout")),n.close()}),l);this.opts.autoUnref&&c.unref(),this.subs.push((()=>{this.clearTimeoutFn(c)}))}return this.subs.push(s),this.subs.push(i),this}connect(t){return this.open(t)}onopen(){this.cleanup(),this.ht="open",this.emitReserved("open");let t=this.engine;this.subs.push(Q(t,"ping",this.onping.bind(this)),Q(t,"data",this.ondata.bind(this)),Q(t,"error",this.onerror.bind(this)),Q(t,"close",this.onclose.bind(this)),Q(this.decoder,"decoded",this.ondecoded.bind(this)))}onping(){this.emitReserved("ping")}ondata(t){try{this.decoder.add(t)}catch(n){this.onclose("parse error",n)}}ondecoded(t){be((()=>{this.emitReserved("packet",t)}),this.setTimeoutFn)}onerror(t){this.emitReserved("error",t)}socket(t,n){let o=this.nsps[t];return o?this.rt&&!o.active&&o.connect():(o=new ye(this,t,n),this.nsps[t]=o),o}vt(t){let n=Object.keys(this.nsps);for(let o of n)if(this.nsps[o].active)return;this.xt()}lt(t){let n=this.encoder.encode(t);for(let o=0;o<n.length;o++)this.engine.write(n[o],t.options)}cleanup(){this.subs.forEach((t=>t())),this.subs.length=0,this.decoder.destroy()}xt(){this.skipReconnect=!0,this.ot=!1,this.onclose("forced close")}disconnect(){return this.xt()}onclose(t,n){var o;this.cleanup(),(o=this.engine)===null||o===void 0||o.close(),this.backoff.reset(),this.ht="closed",this.emitReserved("close",t,n),this.At&&!this.skipReconnect&&this.reconnect()}reconnect(){if(this.ot||this.skipReconnect)return this;let t=this;if(this.backoff.attempts>=this.Et)this.backoff.reset(),this.emitReserved("reconnect_failed"),this.ot=!1;else{let n=this.backoff.duration();this.ot=!0;let o=this.setTimeoutFn((()=>{t.skipReconnect||(this.emitReserved("reconnect_attempt",t.backoff.attempts),t.skipReconnect||t.open((s=>{s?(t.ot=!1,t.reconnect(),this.emitReserved("reconnect_error",s)):t.onreconnect()})))}),n);this.opts.autoUnref&&o.unref(),this.subs.push((()=>{this.clearTimeoutFn(o)}))}}onreconnect(){let t=this.backoff.attempts;this.ot=!1,this.backoff.reset(),this.emitReserved("reconnect",t)}},Mt={};function Bt(e,t){typeof e=="object"&&(t=e,e=void 0);let n=(function(c,p="",u){let f=c;u=u||typeof location<"u"&&location,c==null&&(c=u.protocol+"//"+u.host),typeof c=="string"&&(c.charAt(0)==="/"&&(c=c.charAt(1)==="/"?u.protocol+c:u.host+c),/^(https?|wss?):\/\//.test(c)||(c=u!==void 0?u.protocol+"//"+c:"https://"+c),f=Nn(c)),f.port||(/^(http|ws)$/.test(f.protocol)?f.port="80":/^(http|ws)s$/.test(f.protocol)&&(f.port="443")),f.path=f.path||"/";let d=f.host.indexOf(":")!==-1?"["+f.host+"]":f.host;return f.id=f.protocol+"://"+d+":"+f.port+p,f.href=f.protocol+"://"+d+(u&&u.port===f.port?"":":"+f.port),f})(e,(t=t||{}).path||"/socket.io"),o=n.source,s=n.id,r=n.path,i=Mt[s]&&r in Mt[s].nsps,l;return t.forceNew||t["force new connection"]||t.multiplex===!1||i?l=new Wt(o,t):(Mt[s]||(Mt[s]=new Wt(o,t)),l=Mt[s]),n.query&&!t.query&&(t.query=n.queryKey),l.socket(n.path,t)}Object.assign(Bt,{Manager:Wt,Socket:ye,io:Bt,connect:Bt});var tl=1e4,vs=3e3,ke=class{#t=Bt("/console",{autoConnect:!1,reconnectionDelayMax:vs});#e=()=>{};open(t){let n=this.#t;this.#e=t.unauthorized,n.on("connect",t.connected),n.on("disconnect",o=>{t.lost(),o==="io server disconnect"&&this.#n()}),n.on("connect_error",o=>{o.message==="unauthorized"&&t.unauthorized(),n.active||this.#n()}),n.on("event",t.event),n.on("typing",({conversation_id:o})=>t.typing(o)),n.connect()}hear(t,n){return this.#t.on(t,n),()=>{this.#t.off(t,n)}}again(){this.#t.disconnect(),this.#n()}close(){this.#t.off(),this.#t.disconnect()}async ask(t,n){if(!this.#t.connected)throw new D;let o;try{o=await this.#t.timeout(tl).emitWithAck(t,n)}catch{throw new D}if(o?.error?.code==="unauthorized"&&this.#e(),o?.error)throw new W(o.error);return o}tell(t,n){this.#t.connected&&this.#t.emit(t,n)}#n(){setTimeout(()=>this.#t.connect(),vs)}};var el="warmdesk:";function H(e,t){let n=el+e,o=$(ys(localStorage.getItem(n),t));return M(()=>localStorage.setItem(n,JSON.stringify(o.value))),addEventListener("storage",s=>{s.key===n&&(o.value=ys(s.newValue,t))}),o}function ys(e,t){try{return e===null?t:JSON.parse(e)}catch{return t}}var xe=class{#t=H("outbox",[]);constructor(){this.#t.value=this.waiting()}waiting(){return this.#t.peek().filter(t=>!t.taken)}of(t,n){let o=new Set(n.map(s=>s.client_id));return this.#t.value.filter(s=>s.conversation_id===t&&!o.has(s.client_id))}add(t){let n={...t,client_id:Ht(),time:new Date().toISOString(),taken:!1};return this.#t.value=[...this.#t.value,n],n}take(t){this.#t.value=this.#t.value.map(n=>n.client_id===t?{...n,taken:!0}:n)}drop(t){t&&(this.#t.value=this.#t.value.filter(n=>n.client_id!==t))}};function Ht(){let e=crypto.getRandomValues(new Uint8Array(16));return e[6]=e[6]&15|64,e[8]=e[8]&63|128,[...e].map(n=>n.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/,"$1-$2-$3-$4-")}var nl=10,Se=class{#t=$({});constructor(t){this.upload=t}of(t){return this.#t.value[t]??[]}isReady(t){return this.of(t).every(({ref:n})=>n)}add(t,n){let o=nl-this.of(t).length;return Promise.all([...n].slice(0,o).map(s=>this.#e(t,s)))}remove(t,n){this.#o(t,this.of(t).filter(o=>o.key!==n))}clear(t){this.#o(t,[])}async#e(t,n){let o=Ht(),s=n.type.startsWith("image/")?URL.createObjectURL(n):null,r={key:o,name:n.name,preview:s,ref:null,error:null};this.#o(t,[...this.of(t),r]);try{this.#n(t,o,{ref:await this.upload(n)})}catch(i){this.#n(t,o,{error:x(i)})}}#n(t,n,o){let s=this.of(t).map(r=>r.key===n?{...r,...o}:r);this.#o(t,s)}#o(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var St=["normal","high","urgent"],Ce=class{constructor(t,n){this.ask=t,this.tried=n}label({id:t},n){return this.ask("label",{conversation_id:t,labels:n})}prioritise({id:t},n){return this.tried(()=>this.ask("prioritise",{conversation_id:t,priority:n}))}askBot({id:t,epoch:n},o,s){return this.ask("ask_bot",{conversation_id:t,epoch:n,kind:o,question:s})}},bs=e=>St[(St.indexOf(e)+1)%St.length],ws=(e,t)=>(e?.labels??[]).filter(n=>t.includes(n.id)),ks=(e,t)=>e?E("PUT",`labels/${e}`,{name:t}):E("POST","labels",{name:t}),xs=e=>E("DELETE",`labels/${e}`);var Ee=class{#t=$({});constructor(t){this.ask=t}of(t){return this.#t.value[t]??{contact:null,error:null,reading:!1}}async read(t,n=0){let{contact:o}=this.of(t),s=Date.parse(o?.read_at??"1970-01-01");if(!(Date.now()-s<n)){this.#e(t,{contact:o,error:null,reading:!0});try{let{contact:r}=await this.ask("contact",{conversation_id:t});this.#e(t,{contact:r,error:null,reading:!1})}catch(r){let i=r instanceof D?null:x(r);this.#e(t,{contact:o,error:i,reading:!1})}}}#e(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var Oe=class{#t=H("drafts",{});get(t,n){return this.#t.value[`${t} ${n}`]??""}set(t,n,o){let{[`${t} ${n}`]:s,...r}=this.#t.peek();this.#t.value=o?{...r,[`${t} ${n}`]:o}:r}giveBack(t,n,o){let s=this.get(t,n);this.set(t,n,s?`${o}
${s}`:o)}};async function Ss(e){let t;try{t=await fetch(`/api/console/media?name=${encodeURIComponent(e.name)}`,{method:"POST",headers:{"Content-Type":e.type||"application/octet-stream","X-Requested-With":"warmdesk"},body:e})}catch{throw new D}let n=await t.json();if(!t.ok)throw new W(n.error);return n.attachment.ref}var Te=class{wanted=$({});hits=$(null);chosen=$(0);topics=$([]);error=$("");#t=$(null);#e=0;constructor(t){this.ask=t}get more(){return this.#t.value!==null}async find(t){if(this.wanted.value=t,Object.keys(t).length)return this.#n(null);this.#e++,this.#o([],null,""),this.hits.value=null}readOn(){return this.#n(this.#t.peek())}async readTopics(){try{this.topics.value=(await this.ask("topics",{})).topics}catch(t){if(!(t instanceof D))throw t}}choose(t){let n=this.hits.peek()?.length??0;this.chosen.value=Math.min(Math.max(this.chosen.peek()+t,0),Math.max(n-1,0))}async#n(t){let n=++this.#e;try{let o={...this.wanted.peek(),...t?{before:t}:{}},{hits:s,next:r}=await this.ask("search",o);if(n!==this.#e)return;this.#o(t?[...this.hits.peek()??[],...s]:s,r,""),t||(this.chosen.value=0)}catch(o){n===this.#e&&this.#o([],null,x(o))}}#o(t,n,o){Y(()=>{this.hits.value=t,this.#t.value=n,this.error.value=o})}};function Bn(e){let n=[...e].map(([o,s])=>[o,String(s).trim()]).filter(([,o])=>o);return Object.fromEntries(n.map(([o,s])=>[o,o==="rating"?Number(s):s]))}function Ae(e){return e==="queued"||e==="offered"}function jn({queue:e,waiting:t}){return e.length>=t}function Os(e){return As(e)?.handoff_id??null}function Re(e,t){let n=e.queue.filter(o=>o.handoff_id!==t.handoff_id);return Ae(t.state)&&ol(e,t)?sl(n,t):n}function Ts(e,t){let n=Cs(e.queue,t.queue).sort(Wn);return{...e,queue:n,clocks:Cs(e.clocks,t.clocks)}}function Cs(e,t){let n=new Set(e.map(o=>o.handoff_id));return[...e,...t.filter(o=>!n.has(o.handoff_id))]}function ol(e,t){if(jn(e)||t.offered_to===e.agent.id)return!0;let n=As(e);return!!n&&Wn(t,n)<=0}function As({queue:e,agent:t}){return e.findLast(n=>n.offered_to!==t.id)}function sl(e,t){let[n,o]=[0,e.length];for(;n<o;){let s=n+o>>1;Wn(e[s],t)<0?n=s+1:o=s}return e.toSpliced(n,0,t)}function Wn(e,t){return Date.parse(e.counts_from)-Date.parse(t.counts_from)||Es(e.counts_from,t.counts_from)||Es(e.handoff_id,t.handoff_id)}var Es=(e,t)=>e<t?-1:e>t?1:0;var rl=["id","name","presence","at_desk"],il=["id","channel","owner","epoch","agent_id","customer_name","level","how","last_seq","last_text","updated_at","opened_at","handoff_id","priority","reply_window_until","page","labels","asking"],al=["id","conversation_id","seq","author","kind","channel","text","time","buttons","image","attachments","custom","client_id","turn_id","state"],Rs=["id","text","conversation_id","time","seq"],Ds=["id","handoff_id","conversation_id","expires_at"],Vt=["handoff_id","conversation_id","state","reason","skill","priority","wanted","situation","customer_name","channel","created_at","queued_at","counts_from","offered_to","labels"],ll=["handoff_id","conversation_id","waits_since","dues"],Ns={"handoff.queued":{item:Vt,was:null},"handoff.offered":{item:Vt,was:null},"handoff.assigned":{item:Vt,was:null},"handoff.resolved":{item:Vt,was:null},"handoff.abandoned":{item:Vt,was:null},"offer.made":{offer:Ds,agent_id:null,state:null},"offer.ended":{offer:Ds,agent_id:null,state:null},"conversation.changed":{conversation:il},"message.added":{conversation_id:null,message:al},"message.updated":{conversation_id:null,seq:null,state:null,custom:null,text:null,attachments:null},"agent.changed":{agent:rl},"channel.changed":{channel:null,stopped:null},"labels.changed":{labels:null},"readers.changed":{conversation_id:null,readers:null},"notice.added":{notice:Rs},"notice.seen":{notice:Rs},"clock.changed":{clock:ll}};var Ct=class extends Error{},qs={"handoff.queued":Kt,"handoff.offered":Kt,"handoff.assigned":Kt,"handoff.resolved":Kt,"handoff.abandoned":Kt,"offer.made":ul,"offer.ended":hl,"conversation.changed":pl,"message.added":Hn,"message.updated":Hn,"agent.changed":fl,"channel.changed":dl,"labels.changed":ml,"readers.changed":Hn,"notice.added":gl,"notice.seen":$l,"clock.changed":_l};function Ls(e,t){Vn(t,["cursor","type","data"],"an event");let n=Object.hasOwn(qs,t.type)?qs[t.type]:void 0;if(n===void 0)throw new Ct(`unknown event type ${t.type}`);return cl(t,Ns[t.type]),{...vl(n(e,t.data)),cursor:t.cursor}}function cl(e,t){Vn(e.data,Object.keys(t),e.type);for(let[n,o]of Object.entries(t))o!==null&&Vn(e.data[n],o,`${e.type} ${n}`)}function Vn(e,t,n){for(let o of Object.keys(e))if(!t.includes(o))throw new Ct(`unknown field ${o} in ${n}`)}function Hn(e){return e}function Kt(e,{item:t,was:n}){let o=e.waiting+Number(Ae(t.state))-Number(Ae(n));return{...e,waiting:o,queue:Re(e,t)}}function ul(e,{offer:t,agent_id:n}){return n!==e.agent.id?e:{...e,offers:De(e.offers,t)}}function hl(e,{offer:t}){return{...e,offers:e.offers.filter(n=>n.id!==t.id)}}function pl(e,{conversation:t}){let o=t.owner==="agent"&&t.agent_id===e.agent.id?De(e.conversations,t):e.conversations.filter(s=>s.id!==t.id);return{...e,conversations:o}}function fl(e,{agent:t}){let{at_desk:n,...o}=t,s=t.id===e.agent.id?{...e.agent,...o}:e.agent;return{...e,agent:s,agents:De(e.agents,t)}}function dl(e,{channel:t,stopped:n}){let o=e.stopped_channels.filter(s=>s.channel!==t);return{...e,stopped_channels:n?[...o,n]:o}}function ml(e,{labels:t}){return{...e,labels:t}}function gl(e,{notice:t}){return{...e,notices:De(e.notices,t)}}function $l(e,{notice:t}){return{...e,notices:e.notices.filter(n=>n.id!==t.id)}}function _l(e,{clock:t}){let n=e.clocks.filter(o=>o.handoff_id!==t.handoff_id);return{...e,clocks:[...n,t]}}function vl(e){let t=new Set(e.queue.map(o=>o.handoff_id));for(let{handoff_id:o}of e.conversations)o&&t.add(o);let n=e.clocks.filter(o=>t.has(o.handoff_id));return n.length===e.clocks.length?e:{...e,clocks:n}}function De(e,t){return e.some(o=>o.id===t.id)?e.map(o=>o.id===t.id?t:o):[...e,t]}var Ne=class{#t=null;#e=null;#n=0;#o=null;constructor(t,n){this.ask=t,this.show=n}async connected(){let t=++this.#n;this.#e=[];let n=await this.#r();if(t!==this.#n)return;let o=this.#e;this.#e=null,n.snapshot&&this.#a(n.snapshot);for(let s of[...n.events,...o])this.#s(s)}receive(t){this.#e?this.#e.push(t):this.#s(t)}async more(){let t=this.#t;if(!t||this.#o||this.#e||jn(t))return null;let[n,o]=[this.#n,this.#o=[]];try{let s=Os(t),r=await this.ask("queue",s?{after:s}:{});if(n!==this.#n||!this.#t)return null;let i=Ts(this.#t,r);return this.#t=o.reduce((l,c)=>({...l,queue:Re(l,c)}),i),this.#t}finally{this.#o=null}}async#r(){if(this.#t){let t=await this.ask("sync",{cursor:this.#t.cursor});if(!t.reset)return{snapshot:null,events:t.events}}return{snapshot:await this.ask("snapshot",{}),events:[]}}#a(t){this.#t=t,this.show(t,null)}#s(t){!this.#t||t.cursor<=this.#t.cursor||(this.#t=Ls(this.#t,t),t.data.item&&this.#o?.push(t.data.item),this.show(this.#t,t))}};var qe=class{constructor(t,n,o){this.ask=t,this.tried=n,this.screen=o}setPresence(t){return this.tried(()=>this.ask("presence",{presence:t}))}accept(t){return this.tried(async()=>{await this.ask("accept",{offer_id:t.id}),this.screen.select(t.conversation_id),this.screen.write("reply")})}decline(t){return this.tried(()=>this.ask("decline",{offer_id:t.id}))}resumeChannel(t){return this.tried(()=>this.ask("resume",{channel:t}))}transfer({id:t,epoch:n},o,s){return this.ask("transfer",{conversation_id:t,epoch:n,...o,note:s})}takeOver({id:t}){return this.tried(async()=>{await this.ask("take_over",{conversation_id:t}),this.screen.write("reply")})}sendAgain({conversation_id:t,seq:n}){return this.tried(()=>this.ask("send_again",{conversation_id:t,seq:n}))}dismiss(t){return this.tried(()=>this.ask("dismiss",{notice_id:t}))}openMention(t){t?.conversation_id&&(this.screen.select(t.conversation_id,t.seq),this.dismiss(t.id))}};async function yl(){try{return(await(await fetch("/health")).json()).bot}catch{return null}}function Is(e,t){setInterval(async()=>{t()&&(e.value=await yl()??e.value)},15e3)}var bl=["floor","reports","accounts","audit"];function Us(e){let[,t,n,o]=e.replace(/^#/,"").split("/"),s=bl.find(r=>r===t);return s?{view:s,id:null,seq:null}:t==="join"&&n?{view:t,id:Ps(n),seq:null}:t!=="c"||!n?{view:"conversation",id:null,seq:null}:{view:"conversation",id:Ps(n),seq:/^[1-9]\d*$/.test(o??"")?Number(o):null}}var F=(e,t)=>`#/c/${encodeURIComponent(e)}${t?`/${t}`:""}`;function Ps(e){try{return decodeURIComponent(e)}catch{return e}}function Ms(e,t,n){let o=e.indexOf(t??"");return o<0?(n>0?e[0]:e.at(-1))??null:e[(o+n+e.length)%e.length]}var Le=class{#t=H("quotes",{});of(t){return this.#t.value[t]??null}set(t,n){let{[t]:o,...s}=this.#t.peek();this.#t.value=n?{...s,[t]:n}:s}},Kn=({kind:e,author:t})=>e==="text"&&t.kind!=="system";function Fs(e,t){return e.filter(o=>o.author.kind==="customer"&&Kn(o)&&o.seq<(t??1/0)).at(-1)?.seq??null}var wl=8e3,Ie=class{#t=$(null);typed(t,n){this.#t.value={id:t,kind:n,at:Date.now()}}follow(t){let n=K(()=>t.view.value==="conversation"&&t.watching.value?t.selected.value:null),o=K(()=>{let{id:s,kind:r,at:i}=this.#t.value??{id:"",kind:"reply",at:0};return s===n.value&&t.now.value-i<wl&&t.drafts.get(s,r).trim()?r:null});return M(()=>{t.link.value==="live"&&t.connection.tell("look",{conversation_id:n.value,writing:o.value})})}};function Bs(e,t,n,o){let s={reply:"is writing a reply",note:"is writing a note"};return e.filter(({agent_id:r,writing:i})=>r!==t&&(i||r!==n)).map(({agent_id:r,writing:i})=>`${o(r)} ${i?s[i]:"is reading along"}`)}var kl=6e4,js=/\{(agent|customer|order)\}/,Pe=class{known=$([]);#t=-1/0;async want(){if(!(performance.now()-this.#t<kl))try{await this.read()}catch(t){if(!(t instanceof D))throw t}}async read(){this.known.value=(await E("GET","replies")).replies,this.#t=performance.now()}async save(t,n){await(t?E("PUT",`replies/${t}`,n):E("POST","replies",n)),await this.read()}async remove(t){await E("DELETE",`replies/${t}`),await this.read()}},Ws=e=>/^\/[^\n]*$/.test(e)?e.slice(1).trim():null;function Hs(e,t){let n=t.toLowerCase().split(/\s+/).filter(Boolean),o=r=>n.every(i=>r.toLowerCase().includes(i));return[...e.filter(({title:r})=>o(r)),...e.filter(r=>!o(r.title)&&o(`${r.title} ${r.text}`))]}var Vs=(e,t)=>e.replaceAll(new RegExp(js,"g"),(n,o)=>t[o]||n),Ks=e=>js.exec(e)?.[0]??null;var xl=1e4,Sl="Unknown customer",Ue=class{#t=H("resolving",[]);constructor(t,n){this.ask=t,this.refused=n}get all(){return this.#t.value}has(t){return this.#t.value.some(n=>n.conversation_id===t)}begin(t,n){this.undo(t.conversation_id),this.#t.value=[...this.#t.peek(),{...t,due:n+xl}]}undo(t){this.#t.value=this.#t.peek().filter(n=>n.conversation_id!==t)}async tell(t){for(let n of this.#t.peek().filter(o=>o.due<=t))this.undo(n.conversation_id),await this.#e(n)}async#e(t){let{due:n,name:o,...s}=t;try{await this.ask("resolve",s)}catch(r){if(r instanceof D)this.#t.value=[...this.#t.peek(),t];else if(r instanceof W)r.code!=="not_owner"&&this.refused(`${o??Sl}: ${r.message}`);else throw r}}};var Me=class{#t=H("seen",{});unreadIn({id:t,last_seq:n}){return Math.max(0,n-(this.#t.value[t]??0))}upTo(t,n){let o=this.#t.peek();n>(o[t]??0)&&(this.#t.value={...o,[t]:n})}};var Fe=class{outbox=new xe;refusals=$({});constructor(t,n,o,s){this.ask=t,this.drafts=n,this.quotes=o,this.unanswered=s}send({id:t,epoch:n},o,s){let r=o==="reply"?this.quotes.of(t):null,i=this.outbox.add({conversation_id:t,epoch:n,kind:o,text:s,quote:r});return Y(()=>{this.drafts.set(t,o,""),r&&this.quotes.set(t,null),this.#n(t,"")}),this.#t(i)}async again(){for(let t of this.outbox.waiting())await this.#t(t)}async withFiles({id:t,epoch:n},o,s){let r=s.of(t),i=this.quotes.of(t),l=r.map(({ref:p})=>p),c={conversation_id:t,epoch:n,client_id:r[0].key,text:o,files:l};try{await this.ask("send",{...c,...i?{quote:i}:{}}),Y(()=>{s.clear(t),this.drafts.set(t,"reply",""),i&&this.quotes.set(t,null),this.#n(t,"")})}catch(p){this.#n(t,x(p))}}special({id:t,epoch:n},o){return this.ask("send",{conversation_id:t,epoch:n,client_id:Ht(),...o})}async#t(t){let{client_id:n,conversation_id:o,epoch:s,kind:r,text:i,quote:l}=t,c={conversation_id:o,client_id:n,text:i};try{r==="note"?await this.ask("note",c):await this.ask("send",{...c,epoch:s,...l?{quote:l}:{}}),this.outbox.take(n)}catch(p){if(p instanceof W)this.#e(t,p.message);else if(p instanceof D)this.unanswered();else throw p}}#e({client_id:t,conversation_id:n,kind:o,text:s,quote:r},i){Y(()=>{this.outbox.drop(t),this.drafts.giveBack(n,o,s),r&&this.quotes.set(n,r),this.#n(n,i)})}#n(t,n){this.refusals.value={...this.refusals.value,[t]:n}}};var zs=["queued","sent","delivered","read","failed"];function zn(e,{type:t,data:n}){let o=e.conversation.id;if(t==="conversation.changed"&&n.conversation.id===o)return{...e,conversation:n.conversation};if(n.item)return Cl(e,n.item);if(n.conversation_id!==o)return e;if(t==="readers.changed")return{...e,readers:n.readers};let{messages:s}=e;return t==="message.added"?{...e,messages:El(s,n.message)}:t==="message.updated"?{...e,messages:Ol(s,n)}:e}function Ys(e,t){return{...e,messages:[...t,...e.messages]}}function Be({messages:e}){return(e[0]?.seq??1)===1}function Cl(e,t){return e.handoff?.id!==t.handoff_id?e:{...e,handoff:{...e.handoff,priority:t.priority}}}function El(e,t){return[...e.filter(o=>o.seq!==t.seq),t].sort((o,s)=>o.seq-s.seq)}function Ol(e,{seq:t,state:n,custom:o,text:s,attachments:r}){return e.map(i=>i.seq===t?{...i,state:Tl(i.state,n),custom:o??i.custom,text:s??i.text,attachments:r??i.attachments}:i)}function Tl(e,t){return t&&(e==="failed"||zs.indexOf(t)>=zs.indexOf(e??"queued"))?t:e}var je=class{#t=$({});#e=new Map;#n=new Set;constructor(t){this.ask=t}of(t){return this.#t.value[t??""]??null}async open(t,n){let o=[];this.#e.set(t,o);try{let s=await this.ask("open",{conversation_id:t,...n?{seq:n}:{}});this.#o(t,o.reduce(zn,s))}finally{this.#e.get(t)===o&&this.#e.delete(t)}}async earlier(t){let n=this.#t.peek()[t];if(!(!n||Be(n)||this.#n.has(t))){this.#n.add(t);try{let o=n.messages[0].seq,{messages:s}=await this.ask("earlier",{conversation_id:t,before:o}),r=this.#t.peek()[t];r?.messages[0]?.seq===o&&this.#o(t,Ys(r,s))}finally{this.#n.delete(t)}}}fold(t,n){this.#e.get(t)?.push(n);let o=this.#t.peek()[t];o&&this.#o(t,zn(o,n))}#o(t,n){this.#t.value={...this.#t.peek(),[t]:n}}};var Al=6e3,Rl=3e3,We=class{until=$({});#t=0;constructor(t){this.tell=t}heard(t){this.until.value={...this.until.value,[t]:Date.now()+Al}}sent(t){this.until.value={...this.until.value,[t]:0}}typed(t){Date.now()-this.#t<Rl||(this.#t=Date.now(),this.tell(t))}};var Dl=6e4,He=class{link=$("connecting");snapshot=$(null);bot=$("up");view=$("conversation");selected=$(null);target=$(null);problem=$(null);writing=$("reply");boxWanted=$(!1);dialog=$(null);now=$(Date.now());watching=$(document.visibilityState==="visible");attached=new Se(Ss);drafts=new Oe;quotes=new Le;reading=new Ie;replies=new Pe;seen=new Me;thread=K(()=>this.threads.of(this.selected.value));mine=K(()=>[...this.snapshot.value?.conversations??[]].sort((t,n)=>Date.parse(t.opened_at)-Date.parse(n.opened_at)||(t.id<n.id?-1:1)));canReply=K(()=>{let t=this.thread.value?.conversation,n=this.snapshot.value?.agent;return t?.owner==="agent"&&t.agent_id===n?.id});mentions=K(()=>(this.snapshot.value?.notices??[]).filter(t=>t.seq));unread=K(()=>this.mine.value.filter(t=>this.seen.unreadIn(t)>0).length);constructor(t,n){this.connection=t,this.loggedOut=n;let o=(r,i)=>t.ask(r,i),s=r=>this.#i(r);this.casework=new Ce(o,s),this.handling=new qe(o,s,this),this.contacts=new Ee(o),this.sending=new Fe(o,this.drafts,this.quotes,()=>{this.link.value==="live"&&t.again()}),this.finder=new Te(o),this.threads=new je(o),this.resolving=new Ue(o,r=>this.problem.value=r),this.typing=new We(r=>t.tell("typing",{conversation_id:r})),this.follower=new Ne(o,(r,i)=>this.#e(r,i))}start(){setInterval(()=>this.now.value=Date.now(),1e3),setInterval(()=>this.resolving.tell(Date.now()),1e3),Is(this.bot,()=>this.watching.value&&this.link.value==="live"),this.reading.follow(this),document.addEventListener("visibilitychange",()=>{this.watching.value=document.visibilityState==="visible",this.#s()}),this.connection.open({connected:()=>this.#t(),lost:()=>this.link.value=this.link.value==="outdated"?"outdated":"lost",unauthorized:this.loggedOut,event:t=>this.#c(()=>this.follower.receive(t)),typing:t=>this.typing.heard(t)})}select(t,n=null){Y(()=>{t!==this.selected.value&&(this.writing.value="reply"),this.view.value="conversation",this.selected.value=t,this.target.value=n}),this.#r(t)}goTo({view:t,id:n,seq:o}){if(t==="join")return;let s=n===this.selected.value&&o===this.target.value;t!=="conversation"||!n||s?this.view.value=t:this.select(n,o)}may(t){return this.snapshot.value?.agent.may.some(n=>n===t)??!1}selectNext(t){let n=Ms(this.mine.value.map(o=>o.id),this.selected.value,t);n&&this.select(n)}write(t){this.writing.value=t,this.boxWanted.value=!0}send(t,n,o){return n==="reply"&&this.resolving.undo(t.id),this.sending.send(t,n,o)}moreOfQueue(){return this.#i(async()=>{this.snapshot.value=await this.follower.more()??this.snapshot.value})}earlier(t){return this.#i(()=>this.threads.earlier(t))}typed(t,n){this.reading.typed(t,n),n==="reply"&&this.typing.typed(t)}nameOf(t){return this.snapshot.value?.agents.find(n=>n.id===t)?.name??"a colleague"}async#t(){try{await this.follower.connected(),this.link.value="live",this.problem.value=null,this.selected.value&&this.#r(this.selected.value),await this.sending.again()}catch(t){this.#l(t)||this.connection.again()}}#e(t,n){Y(()=>{this.snapshot.value=t,n?this.#n(n):this.bot.value=t.waiting_bot,this.#s()})}#n(t){let n=t.data.conversation_id??t.data.conversation?.id;this.threads.fold(n,t),t.type==="message.added"&&this.#o(n,t.data.message)}#o(t,{author:n,client_id:o,seq:s}){this.sending.outbox.drop(o),n.kind==="customer"&&(this.typing.sent(t),this.resolving.undo(t)),n.id===this.snapshot.value?.agent.id&&this.seen.upTo(t,s)}#r(t){this.#a(t),this.contacts.read(t,Dl),this.#s()}async#a(t){this.link.value==="live"&&await this.#i(async()=>{await this.threads.open(t,t===this.selected.peek()?this.target.peek():null),this.#s()})}#s(){let t=this.thread.peek(),n=t?.messages.at(-1)?.seq??0;!t||!this.watching.peek()||this.seen.upTo(t.conversation.id,n)}async#i(t){this.problem.value=null;try{await t()}catch(n){this.problem.value=x(n)}}#c(t){try{t()}catch(n){if(!this.#l(n))throw n}}#l(t){return t instanceof Ct?(console.error(t),this.link.value="outdated",this.connection.close(),!0):!1}};var zt=H("single-keys",!0),Yn=[{key:"j",words:"Next conversation",run:e=>e.selectNext(1)},{key:"k",words:"Previous conversation",run:e=>e.selectNext(-1)},{key:"a",words:"Accept the first case offered to you",run:Ll},{key:"r",words:"Write a reply",run:e=>e.write("reply")},{key:"n",words:"Write an internal note",run:e=>e.write("note")},{key:"q",words:"Quote the customer's last message, again for the one before",run:Pl},{key:"l",words:"Labels of the conversation",run:Ul},{key:"p",words:"Priority: normal, high, urgent",run:Ml},{key:"b",words:"Let the bot ask for something",run:Fl},{key:"m",words:"Open the first note that names you",run:e=>e.handling.openMention(e.mentions.value[0])},{key:"e",words:"Resolve the conversation",run:Il},{key:"u",words:"Undo resolving",run:ql},{key:"/",words:"Find a message, a note or a customer",run:Qs},{key:"i",words:"Incidents",run:e=>e.dialog.value="incidents"},{key:"f",words:"Live floor, for supervisors",run:e=>Gs(e,"floor")},{key:"g",words:"Reports, for supervisors",run:e=>Gs(e,"reports")},{key:"?",words:"Show this list",run:e=>e.dialog.value="shortcuts"}];function Js(e){addEventListener("keydown",t=>{let n=t.altKey?{ArrowDown:1,ArrowUp:-1}[t.key]:void 0,o=Yn.find(r=>r.key===t.key),s=(t.ctrlKey||t.metaKey)&&t.key.toLowerCase()==="k";if(!e.dialog.value){if(s)Qs(e);else if(n)e.selectNext(n);else if(o&&Nl(t))o.run(e);else return;t.preventDefault()}})}function Nl(e){let{target:t}=e,n=t instanceof Element&&t.closest("input:not([type=radio]), textarea"),o=e.ctrlKey||e.metaKey||e.altKey||e.repeat;return zt.value&&!n&&!o}function Gs(e,t){e.may(t)&&(e.view.value=t)}function ql(e){e.resolving.undo(e.resolving.all.at(-1)?.conversation_id)}function Qs(e){e.dialog.value="search"}function Ll(e){let t=e.snapshot.value?.offers[0];t&&e.handling.accept(t)}function Il(e){let{id:t}=e.thread.value?.conversation??{};t&&e.canReply.value&&!e.resolving.has(t)&&(e.dialog.value="resolve")}function Pl(e){let t=e.thread.value;if(!t||!e.canReply.value)return;let{id:n}=t.conversation;e.quotes.set(n,Fs(t.messages,e.quotes.of(n))),e.writing.value="reply"}function Ul(e){e.thread.value&&(e.dialog.value="labels")}function Ml(e){let t=e.thread.value?.conversation;t?.priority&&e.casework.prioritise(t,bs(t.priority))}function Fl(e){let{id:t}=e.thread.value?.conversation??{};t&&e.canReply.value&&!e.resolving.has(t)&&(e.dialog.value="ask-bot")}function P(e){let[t,n]=_(""),[o,s]=_(!1);function r(c){n(c),s(!1)}function i(c){return c.preventDefault(),l(new FormData(c.currentTarget))}async function l(c){s(!0);try{let p=await e(c);p&&r(p)}catch(p){r(x(p))}}return{error:t,busy:o,submit:i,run:l}}var Xs=12;function Zs({token:e,done:t}){let{error:n,busy:o,submit:s}=P(async r=>{let[i,l]=[String(r.get("password")),String(r.get("again"))];if(i!==l)return"The two do not match.";t(await Qo(e,i))});return a`
    <main class="login">
      <form class="login-form" onSubmit=${s}>
        <img src="/web/console/icon.svg" alt="" width="40" height="40" />
        <h1>Choose your password</h1>
        <p class="muted">At least ${Xs} characters: a few words that only you would put together.</p>
        <label>
          Password
          <input name="password" type="password" autocomplete="new-password" required
            minlength=${Xs} autofocus />
        </label>
        <label>
          Once more
          <input name="again" type="password" autocomplete="new-password" required />
        </label>
        <p class="error" role="alert">${n}</p>
        <button class="primary" disabled=${o}>Save and log in</button>
      </form>
    </main>
  `}function tr({done:e}){let{error:t,busy:n,submit:o}=P(async s=>e(await Jo(String(s.get("email")),String(s.get("password")))));return a`
    <main class="login">
      <form class="login-form" onSubmit=${o}>
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
        <p class="error" role="alert">${t}</p>
        <button class="primary" disabled=${n}>Log in</button>
      </form>
    </main>
  `}var _t="en-GB";var Bl=new Intl.NumberFormat(_t),jl=new Intl.DateTimeFormat(_t,{hour:"2-digit",minute:"2-digit"}),Wl=new Intl.DateTimeFormat(_t,{day:"numeric",month:"short"}),Hl=new Intl.DateTimeFormat(_t,{dateStyle:"medium"}),Vl=new Intl.DateTimeFormat(_t,{month:"long",year:"numeric"}),Kl=new Intl.DateTimeFormat(_t,{weekday:"long",day:"numeric",month:"long"}),Et=(e,t)=>Ve(Math.max(0,t-Date.parse(e)));function Ve(e){if(e<6e4)return`${Math.floor(e/1e3)} s`;if(e<36e5)return`${Math.floor(e/6e4)} min`;if(e>=864e5)return`${Math.floor(e/864e5)} d`;let t=Math.floor(e%36e5/6e4),n=`${Math.floor(e/36e5)} h`;return t?`${n} ${t} min`:n}function er(e,t){return Math.max(0,Math.floor((Date.parse(e)-t)/1e3))}var nr=e=>Bl.format(e),tt=e=>jl.format(new Date(e)),j=e=>Hl.format(new Date(e)),V=e=>Wl.format(new Date(e)),or=e=>Vl.format(new Date(e)),sr=e=>Kl.format(new Date(e));function J(e,t){return Gn(e,new Date(t).toISOString())?tt(e):V(e)}function Gn(e,t){return new Date(e).toDateString()===new Date(t).toDateString()}function Ke(e,t){return new Intl.NumberFormat(_t,{style:"currency",currency:t}).format(e/100)}var Qn={customer_asked:"Asked for a person",low_understanding:"Bot did not understand",frustrated:"Customer is upset",policy:"Needs a person's decision",value_limit:"Above the bot's limit",action_failed:"An action failed",diagnosis_rejected:"Diagnosis rejected",identity_failed:"Identity not proved",bot_unavailable:"Bot was not available",agent_takeover:"Taken over by an agent",proactive_recovery:"Making it right",danger:"Danger or security",language:"Another language"},zl={site_token:"signed in on the shop's site",order_challenge:"order number and postcode",account_linking:"account linked at the shop",email_link:"came by a link from an e-mail"},Yl={anonymous:"Not identified",claimed:"Says so, not verified",verified:"Verified"},Gl={withdrawn:"No longer wanted",denied:"Misread",person:"With a colleague"},rr="Not delivered",Jl=/^[a-z]+(_[a-z]+)+$/,Ql=/^\d{4}-\d{2}-\d{2}(T.*)?$/,ot=e=>Qn[e]??v(e),ir=e=>zl[e]??v(e).toLowerCase(),ze=e=>Yl[e]??v(e),ar=e=>Gl[e]??v(e);function lr(e){return e==="window_closed"?"Held: the reply window is closed. It goes out when the customer writes.":e==="expired"?"Not sent: it was only true for a while.":e?`${rr} (${e})`:rr}function cr(e,t){if(!e)return"";let n=Math.floor((Date.parse(e)-t)/6e4);if(n<0)return"The reply window is closed";let o=Math.floor(n/60);return`Reply within ${o?`${o} h `:""}${n%60} min`}function v(e){let t=e.replaceAll(/[_.]+/g," ").trim();return t.charAt(0).toUpperCase()+t.slice(1)}function Jn(e){if(e==null||e==="")return"–";if(typeof e=="boolean")return e?"Yes":"No";if(Array.isArray(e))return e.map(Jn).join(", ")||"–";if(typeof e=="object")return Object.entries(e).map(([n,o])=>`${v(n)}: ${Jn(o)}`).join("; ");let t=String(e);return Jl.test(t)?v(t):Ql.test(t)&&!Number.isNaN(Date.parse(t))?j(t):t}function ur(e){return Object.entries(e).filter(([,t])=>t!==null&&t!=="").map(([t,n])=>[v(t),Jn(n)])}var Xn="en-GB",Xl=864e5,pr=new Intl.NumberFormat(Xn),Zl=new Intl.NumberFormat(Xn,{style:"percent",maximumFractionDigits:1}),tc=new Intl.NumberFormat(Xn,{minimumFractionDigits:1,maximumFractionDigits:2}),fr=[["7 days",7],["28 days",28],["90 days",90],["365 days",365]];function Zn(e,t){let n=new Date(t),o=Date.UTC(n.getFullYear(),n.getMonth(),n.getDate());return{since:hr(o-(e-1)*Xl),until:hr(o)}}var dr=e=>E("GET",`reports?${new URLSearchParams(e)}`),to=(e,t)=>`/api/console/reports/${e}.csv?${new URLSearchParams(t)}`;function ct(e,t){return e===null?t==="topic"?"No topic understood":"–":t==="day"?V(`${e}T12:00:00`):t==="reason"?ot(String(e)):["topic","skill","cause"].includes(t)?v(String(e)):t==="text"?String(e):ec(Number(e),t)}function ec(e,t){return t==="share"?Zl.format(e):t==="score"?tc.format(e):t==="seconds"?nc(e):pr.format(e)}function nc(e){let t=Math.round(e),[n,o,s]=[Math.floor(t/3600),Math.floor(t/60)%60,t%60];return(n?[`${pr.format(n)} h`,o&&`${o} min`]:[o&&`${o} min`,(s||!o)&&`${s} s`]).filter(Boolean).join(" ")}function mr({value:e,before:t,better:n,unit:o}){return e===null||t===null||n===null||ct(e,o)===ct(t,o)?"":e>t==(n==="more")?"better":"worse"}var hr=e=>new Date(e).toISOString().slice(0,10);var $r=190,oc=86400,sc=[1,2,7,14,28,56].map(e=>e*oc),rc=[1,2,5,10,20,30,60,120,300,600,1200,1800,3600,7200,14400,36e3,86400,172800,432e3,1e6,1e7],eo=matchMedia("(prefers-color-scheme: dark)"),_r=$(eo.matches);eo.addEventListener("change",()=>_r.value=eo.matches);function vr({days:e,series:t,shown:n}){let o=O(null),s=_r.value;return w(()=>{let r=o.current;if(!r)return;let i=!1,l=()=>{};return import("./uPlot.js").then(({default:c})=>{i||(l=ic(new c(lc(r,t,n),ac(e,t),r),r))}),()=>{i=!0,l()}},[e,t,s]),a`<div class="chart" ref=${o} aria-hidden="true"></div>`}var gr=e=>V(`${new Date(e*1e3).toISOString().slice(0,10)}T12:00:00`);function ic(e,t){let n=()=>e.setSize({width:t.clientWidth,height:$r}),o=new ResizeObserver(n);return o.observe(t),()=>{o.disconnect(),e.destroy()}}function ac(e,t){return[e.map(n=>Date.parse(n)/1e3),...t.map(n=>n.values)]}function lc(e,t,n){let o=getComputedStyle(e),s=l=>o.getPropertyValue(l).trim(),r={stroke:s("--muted"),grid:{stroke:s("--line"),width:1},ticks:{stroke:s("--line"),width:1},font:`12px ${o.fontFamily}`},i=l=>l===null?"–":n(l);return{width:e.clientWidth,height:$r,tzDate:l=>new Date((l+60*new Date(l*1e3).getTimezoneOffset())*1e3),cursor:{drag:{x:!1,y:!1}},scales:{y:{range:(l,c,p)=>[0,Math.max(1,p*1.1)]}},axes:[{...r,incrs:sc,values:(l,c)=>c.map(gr)},{...r,incrs:rc,size:64,values:(l,c)=>c.map(i)}],series:[{label:"Day",value:(l,c)=>c===null?"–":gr(c)},...t.map(({title:l,colour:c,dash:p})=>({label:l,stroke:s(c),width:2,dash:p,points:{size:5},value:(u,f)=>i(f)}))]}}var cc=[["bot","The bot"],["people","People"]],uc={bot_days:[{title:"Conversations",columns:["count_contained","count_handed_over"]}],people_days:[{title:"Cases",columns:["count_came","count_resolved","count_abandoned"]},{title:"First answer",columns:["seconds"]}]},hc=["--accent","--warm-line","--bad"],pc=[void 0,[8,4],[2,3]];function Ye(){let[e,t]=_(()=>Zn(28,Date.now())),[n,o]=_(null),[s,r]=_("");return w(()=>{let i=!0;return dr(e).then(l=>{i&&(o(l),r(l.without??""))}).catch(l=>i&&r(x(l))),()=>{i=!1}},[e]),a`
    <header class="wide-head">
      <h1>Reports</h1>
      <${fc} days=${e} choose=${t} />
      <a class="button" href=${to("figures",e)} download>Figures as CSV</a>
    </header>
    <p class="error wide-part" role="alert">${s}</p>
    <div class="reports" tabindex="0" role="region" aria-label="Figures and tables"
      aria-busy=${n===null}>
      ${n&&a`<${dc} report=${n} />`}
    </div>
  `}function fc({days:e,choose:t}){let n=o=>{o.preventDefault();let s=new FormData(o.currentTarget),[r,i]=[String(s.get("since")),String(s.get("until"))];r&&i&&r<=i&&t({since:r,until:i})};return a`
    <form class="period" aria-label="Period" onSubmit=${n} onChange=${n}>
      ${fr.map(([o,s])=>{let r=Zn(s,Date.now()),i=r.since===e.since&&r.until===e.until;return a`
          <button type="button" class="quiet" aria-pressed=${i} onClick=${()=>t(r)}>
            ${o}
          </button>
        `})}
      <label>From <input name="since" type="date" value=${e.since} required /></label>
      <label>until <input name="until" type="date" value=${e.until} required /></label>
    </form>
  `}function dc({report:e}){let{since:t,until:n,before_since:o,before_until:s,timezone:r}=e;return a`
    <p class="muted">
      ${j(t)} – ${j(n)}, days in ${r}, compared with ${j(o)} –
      ${" "}${j(s)}.
    </p>
    ${cc.map(([i,l])=>a`<${mc} key=${i} report=${e} of=${i} title=${l} />`)}
  `}function mc({report:e,of:t,title:n}){let o=e.figures.filter(r=>r.of===t),s=e.tables.filter(r=>r.of===t);return o.length?a`
    <section class="report-group" aria-label=${n}>
      <h2>${n}</h2>
      <ul class="figures" role="list">
        ${o.map(r=>a`<${gc} key=${r.name} figure=${r} />`)}
      </ul>
      ${s.map(r=>a`
        <${$c} key=${r.name} table=${r} days=${e} />
      `)}
    </section>
  `:null}function gc({figure:e}){let{title:t,definition:n,unit:o,value:s,base:r,before:i}=e,l=mr(e);return a`
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
  `}function $c({table:e,days:{since:t,until:n}}){let o=uc[e.name]??[],s=a`<${yc} table=${e} />`;return a`
    <section class="report-table" aria-label=${e.title}>
      <div class="report-table-head">
        <h3>${e.title}</h3>
        <a href=${to(e.name,{since:t,until:n})} download>
          CSV<span class="unseen"> of: ${e.title}</span>
        </a>
      </div>
      <p class="muted">${e.definition}</p>
      ${o.map(r=>a`<${_c} key=${r.title} table=${e} chart=${r} />`)}
      ${o.length?a`<details><summary>${e.title} as a table</summary>${s}</details>`:s}
    </section>
  `}function _c({table:e,chart:t}){let[n,o]=at(()=>vc(e,t.columns),[e,t]),s=t.columns[0]==="seconds"?"seconds":"count",r=i=>ct(i,s);return a`
    <figure>
      <figcaption>${t.title}</figcaption>
      <${vr} days=${n} series=${o} shown=${r} />
    </figure>
  `}function vc(e,t){let n=t.map((o,s)=>{let r=e.columns.findIndex(i=>i.name===o);return{title:e.columns[r].title,values:e.rows.map(i=>i[r]),colour:hc[s],dash:pc[s]}});return[e.rows.map(o=>String(o[0])),n]}function yc({table:e}){return e.rows.length?a`
    <table>
      <thead>
        <tr>${e.columns.map(({name:t,title:n})=>a`<th key=${t} scope="col">${n}</th>`)}</tr>
      </thead>
      <tbody>${e.rows.map((t,n)=>a`<${bc} key=${n} table=${e} row=${t} />`)}</tbody>
    </table>
  `:a`<p class="empty">Nothing in this period.</p>`}function bc({table:e,row:t}){let[n,...o]=t.map((s,r)=>ct(s,e.columns[r].kind));return a`
    <tr>
      <th scope="row">${n}</th>
      ${o.map((s,r)=>a`<td key=${r}>${s}</td>`)}
    </tr>
  `}function yr({agent:e,leave:t}){return a`
    <div class="outside">
      <header class="outside-head">
        <img src="/web/console/icon.svg" alt="" width="28" height="28" />
        <h1>Hello ${e.name}</h1>
        <p class="muted">
          You are logged in as a ${e.role}. Customers' conversations are for agents only.
        </p>
        <button onClick=${t}>Log out</button>
      </header>
      <main class="wide">${e.may.includes("bot_reports")&&a`<${Ye} />`}</main>
    </div>
  `}var br=async()=>(await E("GET","accounts")).accounts,wr=async e=>(await E("POST","accounts",e)).link,kr=(e,t)=>E("PUT",`accounts/${e}`,t),xr=async e=>(await E("POST",`accounts/${e}/link`,{})).link,Sr=({id:e,disabled:t})=>E("POST",`accounts/${e}/${t?"enable":"disable"}`,{});function Cr(e){let t=o=>String(e.get(o)??"").trim(),n=t("email");return{...n?{email:n}:{},name:t("name"),role:t("role"),skills:t("skills").split(/[,;\n]+/).map(o=>o.trim()).filter(Boolean),capacity:Number(t("capacity"))}}var Ge=({path:e})=>new URL(e,location.origin).href;function A({desk:e,title:t,children:n}){let o=O(null);return w(()=>{let s=o.current;return s?.showModal(),()=>s?.close()},[]),a`
    <dialog ref=${o} aria-label=${t} onClose=${()=>e.dialog.value=null}>
      <h2>${t}</h2>
      ${n}
    </dialog>
  `}var wc=[["agent","Agent: answers customers"],["supervisor","Supervisor: also takes cases from colleagues"],["trainer","Trainer: no customers' conversations"],["admin","Admin: everything, with accounts and the audit log"]];function Er({desk:e,account:t,saved:n}){let o=t?.id===e.snapshot.value?.agent.id,{error:s,busy:r,submit:i}=P(async l=>{let c=Cr(l);t&&await kr(t.id,c),n(c.name,t?null:await wr(c))});return a`
    <${A} desk=${e} title=${t?`Account of ${t.name}`:"Invite somebody"}>
      <form onSubmit=${i}>
        <label>Name, as customers see it
          <input name="name" required maxlength="200" defaultValue=${t?.name} />
        </label>
        ${!t&&a`
          <label>E-mail<input name="email" type="email" required maxlength="320" /></label>
        `}
        <label>Role
          <select name="role" defaultValue=${t?.role??"agent"}>
            ${wc.map(([l,c])=>a`
              <option value=${l} selected=${l===(t?.role??"agent")}
                disabled=${o&&l!==t?.role}>${c}</option>
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
        <p class="error" role="alert">${s}</p>
        <p class="dialog-buttons">
          <button type="button" onClick=${()=>e.dialog.value=null}>Cancel</button>
          <button class="primary" disabled=${r}>${t?"Save":"Make the invitation"}</button>
        </p>
      </form>
    <//>
  `}function Or({desk:e}){let[t,n]=_(null),[o,s]=_(null),[r,i]=_(null),[l,c]=_("");async function p(h){try{c(""),await h(),n(await br())}catch(m){c(x(m))}}w(()=>{p(async()=>{})},[]);function u(h){s(h),e.dialog.value="account"}async function f(h,m){e.dialog.value=null,await p(async()=>m&&i({name:h,link:m}))}let d=h=>p(async()=>i({name:h.name,link:await xr(h.id)}));return a`
    <header class="wide-head">
      <h1>Accounts</h1>
      <button class="primary" onClick=${()=>u(null)}>Invite somebody</button>
    </header>
    <p class="error wide-part" role="alert">${l}</p>
    ${r&&a`<${Sc} given=${r} done=${()=>i(null)} />`}
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
            <${kc} key=${h.id} desk=${e} account=${h} edit=${u}
              link=${d} toggle=${()=>p(()=>Sr(h))} />
          `)}
        </tbody>
      </table>
    </div>
    ${e.dialog.value==="account"&&a`
      <${Er} desk=${e} account=${o} saved=${f} />
    `}
  `}function kc({desk:e,account:t,edit:n,link:o,toggle:s}){let{disabled:r,email:i,id:l,invited:c,name:p,role:u,skills:f,capacity:d}=t,h=l===e.snapshot.value?.agent.id;return a`
    <tr class=${r?"off":""}>
      <th scope="row">${p}<span class="muted">${i}</span></th>
      <td>${v(u)}</td>
      <td>${f.join(", ")||"every skill"}</td>
      <td>${d}</td>
      <td><${xc} desk=${e} account=${t} /></td>
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
  `}function xc({desk:e,account:{disabled:t,id:n,invited:o,seen_at:s}}){if(t)return a`<span class="tag">Disabled</span>`;if(o)return a`<span class="tag strong">Invited</span>`;let r=e.snapshot.value?.agents.find(i=>i.id===n)?.presence;return r&&r!=="offline"?v(r):a`<span class="muted">last here ${J(s,e.now.value)}</span>`}function Sc({given:{name:e,link:t},done:n}){let[o,s]=_(!1),r=Ge(t),i=async()=>{await navigator.clipboard.writeText(r),s(!0)};return a`
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
  `}var Cc={"account.change":"Changed an account","account.disable":"Disabled an account","account.enable":"Enabled an account","account.invite":"Invited somebody","account.link":"Made a link to an account","audit.export":"Downloaded the audit log","audit.read":"Read the audit log","conversations.read":"Listed conversations","file.add":"Added a file","file.read":"Opened a file","handoffs.read":"Listed handoffs","incident.add":"Added an incident","incident.change":"Changed an incident","incident.end":"Ended an incident","label.add":"Added a label","label.change":"Changed a label","label.remove":"Removed a label","report.export":"Downloaded a report","report.read":"Read reports","reply.add":"Added a canned reply","reply.change":"Changed a canned reply","reply.remove":"Removed a canned reply",accept:"Accepted a case",ask_bot:"Let the bot ask",contact:"Read the customer's card",decline:"Declined a case",dismiss:"Read a notice",floor:"Looked at the live floor",label:"Changed a conversation's labels",login:"Logged in",logout:"Logged out",note:"Wrote an internal note",open:"Opened a conversation",password:"Chose a password",presence:"Changed presence",prioritise:"Changed a priority",queue:"Read on in the queue",reassign:"Moved a case",resolve:"Resolved a conversation",resume:"Let a channel go on",search:"Searched",send:"Wrote to the customer",send_again:"Sent a message again",snapshot:"Opened the console",sync:"Came back to the console",take_over:"Took a conversation over",transfer:"Passed a case on"},no=e=>Cc[e]??v(e);function Tr(e,t){let n=new URLSearchParams(e);return t&&n.set("before",String(t)),E("GET",`audit?${n}`)}var Ar=e=>`/api/console/audit.csv?${e}`;function Rr(e){let t=[...e].filter(([,n])=>String(n).trim());return new URLSearchParams(t.map(([n,o])=>[n,String(o).trim()]))}function Dr({desk:e}){let[t,n]=_(new URLSearchParams),[o,s]=_(null),[r,i]=_([]),[l,c]=_(null),[p,u]=_("");async function f(d){try{let h=await Tr(t,d);s(d?[...o??[],...h.entries]:h.entries),i(h.acts),c(h.next),u("")}catch(h){u(x(h))}}return w(()=>{f(null)},[t]),a`
    <header class="wide-head">
      <h1>Audit log</h1>
      <a class="button" href=${Ar(t)} download>Download CSV</a>
    </header>
    <${Ec} desk=${e} acts=${r} want=${n} />
    <p class="error wide-part" role="alert">${p}</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Audit log">
      <table aria-busy=${o===null}>
        <thead>
          <tr><th>When</th><th>Who</th><th>What</th><th>Conversation</th><th>About</th></tr>
        </thead>
        <tbody>${o?.map(d=>a`<${Oc} key=${d.id} entry=${d} />`)}</tbody>
      </table>
      ${o?.length===0&&a`<p class="empty wide-part">Nothing that fits.</p>`}
      ${l&&a`
        <p class="wide-part"><button onClick=${()=>f(l)}>Older entries</button></p>
      `}
    </div>
  `}function Ec({desk:e,acts:t,want:n}){let o=e.snapshot.value?.agents??[],s=r=>{r.preventDefault(),n(Rr(new FormData(r.currentTarget)))};return a`
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
          ${t.map(r=>a`<option value=${r}>${no(r)}</option>`)}
        </select>
      </label>
      <label>Conversation<input name="conversation_id" maxlength="40" placeholder="cv_…" /></label>
      <label>From<input name="since" type="date" /></label>
      <label>Until<input name="until" type="date" /></label>
    </form>
  `}function Oc({entry:{at:e,name:t,act:n,conversation_id:o,about:s,refused:r}}){return a`
    <tr>
      <td class="time"><time datetime=${e}>${j(e)}, ${tt(e)}</time></td>
      <td>${t}</td>
      <td>${no(n)} ${r&&a`<span class="tag warm" title=${r}>refused</span>`}</td>
      <td>
        ${o&&a`
          <a href=${F(o)}>${o.slice(-8)}</a>
        `}
      </td>
      <td class="about">${s}</td>
    </tr>
  `}function B(e,t){return e?.channels.find(o=>o.name===t)??{...Tc,name:t,label:v(t)}}var Tc={marked:!0,linkable:!1,templates_only:!1,templates:[],proofs:{}};function Nr(e,t){if(t===null)return null;let n=e?.channels.find(o=>t in o.proofs);return n?n.proofs[t]:ir(t)}var Ac={connecting:"Connecting to the desk …",live:"",lost:"Connection lost. Trying again … Nothing is sent until then; what you write is kept.",outdated:"The desk has been updated and this page is too old for it."},Rc={up:"",starting:"The bot is starting. New customers wait for it.",down:"The bot is down. Customers are offered a person."};function oo({desk:e}){let t=e.link.value,n=e.problem.value,o=Rc[e.bot.value];return a`
    <div class="banners">
      <div role="status">
        ${t!=="live"&&a`<p class=${`banner ${t}`}>
          ${Ac[t]} ${t==="outdated"&&a`<${Nc} />`}
        </p>`}
        ${t==="live"&&o&&a`<p class="banner">${o}</p>`}
      </div>
      <${Dc} desk=${e} />
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
  `}function Dc({desk:e}){let{stopped_channels:t=[]}=e.snapshot.value??{};return a`
    <div role="alert">
      ${t.map(({channel:n,code:o})=>a`
        <p class="banner problem" key=${n}>
          ${B(e.snapshot.value,n).label} has stopped (${o}). Nothing is lost: messages wait until it goes on.
          ${e.may("channels")&&a`
            <button class="quiet" onClick=${()=>e.handling.resumeChannel(n)}>
              It is mended: go on
            </button>
          `}
        </p>
      `)}
    </div>
  `}var Nc=()=>a`
  <button class="quiet" onClick=${()=>location.reload()}>Reload the page</button>
`;function X({desk:e,since:t}){return a`<time datetime=${t} title=${j(t)}>${Et(t,e.now.value)}</time>`}function qr({page:{url:e,title:t,cart:n,fields:o}}){let s=Object.entries(o??{});return!e&&!t&&!n&&!s.length?null:a`
    <dl class="facts looking" title="As the customer's browser says it">
      ${(e||t)&&a`<div><dt>Looks at</dt><dd><${qc} url=${e} title=${t} /></dd></div>`}
      ${n&&a`<div><dt>Cart</dt><dd>${Lc(n)}</dd></div>`}
      ${s.map(([r,i])=>a`<div><dt>${v(r)}</dt><dd>${i}</dd></div>`)}
    </dl>
  `}var qc=({url:e,title:t})=>e?a`<a href=${e} target="_blank" rel="noopener noreferrer" title=${e}>${t||e}</a>`:t;function Lc({value:e,currency:t,items:n=[]}){return[e==null?"":t?Ke(e*100,t):String(e),n.join(", ")].filter(Boolean).join(": ")||"empty"}var Ic=3;function Ir({desk:e,thread:t}){let{conversation:n,handoff:o}=t,s=e.contacts.of(n.id),r=s.contact??o?.packet.contact??null,i=s.error??r?.error;return a`
    <section class="part customer" aria-label="Customer">
      <header class="part-head">
        <h2>Customer</h2>
        <${Pc} desk=${e} id=${n.id} contact=${r} />
      </header>
      ${i&&a`<p class="error" role="status">${i}</p>`}
      <${Uc} desk=${e} conversation=${n} contact=${r} />
      <${qr} page=${n.page} />
      ${r&&a`<${Mc} contact=${r} />`}
    </section>
  `}function Pc({desk:e,id:t,contact:n}){let{reading:o}=e.contacts.of(t);return a`
    <span class="freshness">
      ${n?.read_at&&a`read <${X} desk=${e} since=${n.read_at} /> ago`}
      <button class="quiet" disabled=${o||e.link.value!=="live"}
        onClick=${()=>e.contacts.read(t)}>${o?"Reading …":"Refresh"}</button>
    </span>
  `}function Uc({desk:e,conversation:t,contact:n}){let o=n?.customer,s=Nr(e.snapshot.value,t.how);return a`
    <p class="who">
      <strong>${o?.name??t.customer_name??"Unknown customer"}</strong>
      ${o&&a`<span class=${`tag tier ${o.tier}`}>${v(o.tier)}</span>`}
    </p>
    <p class="muted">
      <span class=${`level ${t.level}`}>${ze(t.level)}</span>
      ${s&&`: ${s}`}
    </p>
    ${o&&a`
      <p class="muted">
        ${[o.email,o.phone].filter(Boolean).join(" · ")}
      </p>
      ${o.since&&a`<p class="muted">Customer since ${or(o.since)}</p>`}
    `}
  `}function Mc({contact:{orders:e,tickets:t,notes:n}}){return a`
    <${so} title="Orders" items=${e} card=${Fc} />
    <${so} title="Tickets" items=${t} card=${Wc} />
    <${so} title="Notes" items=${n?.slice(0,Ic)} card=${Hc} />
  `}function so({title:e,items:t,card:n}){return t?.length?a`
    <h3>${e}</h3>
    <ul class="cards" aria-label=${e}>
      ${t.map(o=>a`<li class="card"><${n} item=${o} /></li>`)}
    </ul>
  `:null}function Fc({item:e}){let{number:t,status:n,placed_at:o,lines:s,total:r,currency:i}=e;return a`
    <p class="card-line">
      <strong>${t}</strong>
      <span class="tag">${v(n)}</span>
      <span class="end">${o&&`${V(o)} · `}${Ke(r,i)}</span>
    </p>
    <p>${s.map(Bc).join(", ")}</p>
    ${e.shipments?.map(l=>a`<${jc} shipment=${l} />`)}
    ${e.traces?.map(l=>a`
      <p class="done">Trace ${l.reference}${Lr("answer by",l.answer_by)}</p>
    `)}
    ${e.replacements?.map(l=>a`
      <p class="done">Replacement ${l.reference}${Lr("arrives by",l.arrives_by)}</p>
    `)}
  `}var Lr=(e,t)=>t?`: ${e} ${V(t)}`:"",Bc=({name:e,quantity:t})=>t>1?`${t} × ${e}`:e;function jc({shipment:e}){let{carrier:t,status:n,tracking_code:o,expected_on:s,delivered_at:r,last_scan:i}=e,l=s&&`expected ${V(s)}`,c=r?V(r):l;return a`
    <p class="muted" title=${o}>
      ${t} <span class=${`shipment ${n}`}>${v(n).toLowerCase()}</span>${c&&`, ${c}`}
      ${!r&&i&&a`
        <br />Last scan ${V(i.at)} ${tt(i.at)},${" "}
        ${i.place}: ${i.text}
      `}
    </p>
  `}function Wc({item:{reference:e,subject:t,status:n,updated_at:o,order_number:s}}){return a`
    <p class="card-line">
      <strong>${e}</strong>
      <span class="tag">${v(n)}</span>
      <span class="end">${V(o)}</span>
    </p>
    <p>${t}${s&&` (order ${s})`}</p>
  `}function Hc({item:{text:e,author:t,at:n}}){return a`
    <p class="muted">${v(t)} · ${j(n)}</p>
    <p>${e}</p>
  `}function Pr({desk:e,past:t}){return t.length?a`
    <section class="part" aria-label="Earlier conversations">
      <h2>Earlier conversations</h2>
      <ul class="cards past">
        ${t.map(n=>a`<${Vc} key=${n.conversation_id} desk=${e} past=${n} />`)}
      </ul>
    </section>
  `:null}function Vc({desk:e,past:t}){let{conversation_id:n,opened_at:o,wanted:s,situation:r,closing_note:i}=t;return a`
    <li class="card">
      <p class="card-line">
        <a href=${F(n)}>${s??r??"Answered by the bot"}</a>
        <time class="end" datetime=${o}>${V(o)}</time>
      </p>
      <p class="muted">${Kc(e,t)}</p>
      ${i&&a`<p class="muted">“${i}”</p>`}
    </li>
  `}function Kc(e,{channel:t,disposition:n,agent_name:o,rating:s}){let{dispositions:r=[]}=e.snapshot.value??{},i=r.find(p=>p.code===n)?.title,l=s===null?null:`rated ${s} of 5`,{label:c}=B(e.snapshot.value,t);return[c,i,o,l].filter(Boolean).join(" · ")}var zc={falling:"↘ falling",steady:"→ steady",rising:"↗ rising"};function Mr({packet:e}){return a`
    <section class="part summary" aria-label="Summary">
      <h2>Summary</h2>
      ${e?a`<${Yc} packet=${e} />`:a`
        <p class="empty">Nothing was handed over: the conversation says it all.</p>
      `}
    </section>
  `}function Yc({packet:{reason:e,summary:t,proposal:n,sentiment:o,said_since:s=[]}}){let{wants:r=[],situation:i,asked_and_answered:l=[],tried:c=[],suggested_next_step:p}=t;return a`
    <${Gc} wants=${r} />
    <${Jc} lines=${s} />
    <p class="badges">
      <span class="tag strong" title=${e.text}>${ot(e.code)}</span>
      <${Qc} sentiment=${o} />
    </p>
    <p class="situation">${i}</p>
    ${p&&a`
      <p class="next"><strong>Suggested next step</strong>${p}</p>
    `}
    ${n&&a`<p class="next"><strong>The bot would</strong>${n}</p>`}
    <${Ur} title="Tried" pairs=${c.map(u=>[u.action,u.result])} />
    <${Ur} title="Asked and answered"
      pairs=${l.map(u=>[u.question,u.answer])} />
    <p class="why"><strong>Why it came to you</strong>${e.text}</p>
  `}function Gc({wants:e}){return e.length?a`
    <h3>Customer wants</h3>
    <ul class="wants">
      ${e.map(({words:[t,...n],about:o,state:s})=>a`
        <li class=${`want ${s}`}>
          <p class="want-words">${t?`“${t}”`:o}</p>
          <p class="want-about">
            <span class="tag">${ar(s)}</span>
            ${" "}${t&&o}
          </p>
          ${n.length>0&&a`
            <p class="want-before">Before: ${n.map(r=>`“${r}”`).join(", ")}</p>
          `}
        </li>
      `)}
    </ul>
  `:null}function Jc({lines:e}){return e.length?a`
    <h3>Said while waiting</h3>
    <ul class="since">
      ${e.map(({seq:t,text:n,at:o})=>a`
        <li key=${t}><time datetime=${o}>${tt(o)}</time> ${n}</li>
      `)}
    </ul>
  `:null}function Qc({sentiment:{label:e,trend:t}}){return a`<span class=${`mood ${e}`}>${v(e)} <span>${zc[t]}</span></span>`}function Ur({title:e,pairs:t}){return t.length?a`
    <h3>${e}</h3>
    <dl class="pairs">
      ${t.map(([n,o])=>a`<div><dt>${n}</dt><dd>${o}</dd></div>`)}
    </dl>
  `:null}function Fr({desk:e}){let t=e.thread.value;if(!t)return null;let n=t.handoff?.packet??null;return a`
    <${Mr} packet=${n} />
    <${Ir} desk=${e} thread=${t} />
    <${Pr} desk=${e} past=${t.past} />
    <${Xc} facts=${ur(n?.facts??{})} />
  `}function Xc({facts:e}){return a`
    <section class="part" aria-label="Facts">
      <h2>Facts</h2>
      ${e.length?a`<dl class="facts">
            ${e.map(([t,n])=>a`<div><dt>${t}</dt><dd>${n}</dd></div>`)}
          </dl>`:a`<p class="empty">None collected.</p>`}
    </section>
  `}function Br({desk:e,conversation:t}){let n=e.snapshot.value?.bot_tasks??[],[o,s]=_(n[0]?.kind??""),{error:r,busy:i,submit:l}=P(async c=>{await e.casework.askBot(t,o,String(c.get("question")??"").trim()),e.dialog.value=null});return a`
    <${A} desk=${e} title="What shall the bot ask for?">
      <form onSubmit=${l}>
        <fieldset class="dispositions">
          <legend class="unseen">What the bot asks for</legend>
          ${n.map(c=>a`
            <${Zc} key=${c.kind} task=${c} chosen=${c.kind===o}
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
  `}var Zc=({task:{kind:e,title:t,question:n},chosen:o,choose:s})=>a`
  <label class="check">
    <input type="radio" name="kind" value=${e} checked=${o} onChange=${s} />
    <span>${t}${n&&a`<br /><span class="muted">${n}</span>`}</span>
  </label>
`;function jr({desk:e,conversation:{id:t}}){let[n,o]=_(null),[s,r]=_("");return w(()=>{E("POST",`conversations/${t}/link`,{}).then(o,i=>r(x(i)))},[t]),a`
    <${A} desk=${e} title="Link for an e-mail">
      <p role="status">
        ${n?a`Opens this conversation, and nothing else of the customer, until${" "}
              ${new Date(n.expires_at).toLocaleString("en-GB",{dateStyle:"medium",timeStyle:"short"})}.
              Whoever has the link can read it and write here: send it to the customer alone.`:"Making the link …"}
      </p>
      ${n&&a`<${tu} address=${Ge(n)} />`}
      <p class="error" role="alert">${s}</p>
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function tu({address:e}){let[t,n]=_(!1),o=async()=>{await navigator.clipboard.writeText(e),n(!0)};return a`
    <p class="given-line">
      <input readonly aria-label="Link for an e-mail" value=${e}
        onFocus=${s=>s.currentTarget.select()} />
      ${navigator.clipboard&&a`
        <button class="primary" type="button" onClick=${o}>${t?"Copied":"Copy"}</button>
      `}
    </p>
  `}function Wr({desk:e,conversation:t}){let n=O(null),o=()=>{e.attached.add(t.id,n.current?.files??[]),n.current&&(n.current.value=""),e.boxWanted.value=!0};return a`
    <button class="toggle" disabled=${e.link.value!=="live"}
      onClick=${()=>n.current?.click()}>Attach a file</button>
    <input ref=${n} type="file" multiple hidden aria-label="File for the customer"
      onChange=${o} />
  `}function Hr({desk:e,conversation:{id:t}}){let n=e.attached.of(t),o=s=>{e.attached.remove(t,s),e.boxWanted.value=!0};return n.length>0&&a`
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
  `}var Vr=(e,{id:t})=>({onDragOver:n=>{n.dataTransfer?.types.includes("Files")&&n.preventDefault()},onDrop:n=>{let o=n.dataTransfer?.files;o?.length&&(n.preventDefault(),e.attached.add(t,o),e.boxWanted.value=!0)}});function Kr(e,{id:t},n){let o=n.clipboardData;!o?.files.length||o.types.includes("text/plain")||(n.preventDefault(),e.attached.add(t,o.files))}var eu=6;function zr(e,t,n){let o=Ws(n);return o===null?null:{label:"Canned replies",choices:Hs(e.replies.known.value,o).slice(0,eu).map(r=>({...r,draft:nu(e,t,r)})),none:"No canned reply has these words."}}function nu(e,t,{text:n}){let o=e.threads.of(t.id)?.handoff?.packet.facts??{};return Vs(n,{agent:e.snapshot.value?.agent.name,customer:t.customer_name,order:o.order_number?String(o.order_number):null})}function Yr({offered:{label:e,choices:t,none:n},chosen:o,choose:s}){return a`
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
  `}var Gr=/(^|\s)@([^@\n]{0,40})$/;function Jr(e,t){let n=Gr.exec(e)?.[2].toLowerCase();if(n===void 0)return null;let o=t.filter(({name:s})=>s.toLowerCase().split(/\s+/).some((r,i,l)=>l.slice(i).join(" ").startsWith(n)));return o.length?o:null}var Qr=(e,t)=>e.replace(Gr,(n,o)=>`${o}@${t} `);function Xr(e,t){let n=[...t].sort((s,r)=>r.length-s.length).map(ou);if(!n.length)return[{text:e,name:!1}];let o=new RegExp(`(?<![\\p{L}\\p{N}_@])(@(?:${n.join("|")}))(?![\\p{L}\\p{N}_])`,"giu");return e.split(o).map((s,r)=>({text:s,name:r%2===1})).filter(s=>s.text)}var ou=e=>e.replaceAll(/[.*+?^${}()|[\]\\]/g,"\\$&");var su=6;function Zr(e,t){let{agents:n=[],agent:o}=e.snapshot.value??{},s=n.filter(i=>i.at_desk&&i.id!==o?.id),r=Jr(t,s);return r&&{label:"Colleagues",choices:r.slice(0,su).map(({id:i,name:l,presence:c})=>({id:i,title:l,text:v(c),draft:Qr(t,l)})),none:""}}var ru={low_understanding:"I am sorry that our assistant did not understand you.",frustrated:"I am sorry for the trouble this has been.",policy:"What you asked for needs a person's decision, and I am looking at it now.",value_limit:"What you asked for needs a person's decision, and I am looking at it now.",action_failed:"I am sorry: what our assistant tried for you did not work. I am seeing to it now.",diagnosis_rejected:"I see that our assistant's guess was not right. I am looking for the cause myself.",bot_unavailable:"I am sorry that our assistant could not answer you.",proactive_recovery:"I am sorry that we let you down. I would like to put that right.",danger:"I have read what you wrote, and I am with you now. Is everybody all right?"};function ti({conversation:e,messages:t,handoff:n},o,s){if(!n?.assigned_at||au(t,o,n.assigned_at))return null;let r=e.customer_name?.split(" ")[0];return[`Hello${r?` ${r}`:""}, this is ${s}.`,iu(n.packet),ru[n.packet.reason.code]].filter(Boolean).join(" ")}function iu({facts:e}){return`I have read everything you wrote${e.order_number?` about order ${e.order_number}`:""}, so you need not repeat any of it.`}function au(e,t,n){return e.some(({author:o,kind:s,time:r})=>o.id===t&&s!=="note"&&Date.parse(r)>=Date.parse(n))}function ei({desk:e}){let t=e.thread.value,n=e.snapshot.value?.agent;if(!t||!n||!e.canReply.value||e.writing.value!=="reply")return null;let{id:o}=t.conversation,s=ti(t,n.id,n.name);return!s||e.drafts.get(o,"reply")?null:a`
    <p class="opening">
      <span><strong>To begin with</strong> ${s}</span>
      <button class="quiet" onClick=${()=>{e.drafts.set(o,"reply",s),e.write("reply")}}>Put in the box</button>
    </p>
  `}var ni={customer:"Customer",bot:"Bot",agent:"Agent",system:""};function oi({quote:{conversation_id:e,seq:t,author:n,name:o,text:s}}){return a`
    <a class="quote" href=${F(e,t)} title="Go to the quoted message">
      <strong>${o||ni[n]}</strong> ${s}
    </a>
  `}function si({desk:e,conversation:{id:t}}){let n=e.quotes.of(t),o=e.threads.of(t)?.messages.find(i=>i.seq===n);if(!o||e.writing.value==="note")return null;let{author:s,text:r}=o;return a`
    <p class="quoting">
      <span class="quote"><strong>${s.name||ni[s.kind]}</strong> ${r??"(a file)"}</span>
      <button class="quiet" onClick=${()=>e.quotes.set(t,null)}>Don't quote</button>
    </p>
  `}function ii({desk:e,conversation:t}){let{label:n,templates:o}=B(e.snapshot.value,t.channel),[s,r]=_(0),[i,l]=_([]),[c,p]=_(""),u=o[s];if(!u)return a`<${ri} label=${n}><p class="closed">No templates are set up.</p><//>`;let f=u.parameters.map((h,m)=>i[m]?.trim()??""),d=async()=>{p("Sending …");try{await e.sending.special(t,{template:{name:u.name,parameters:f}}),l([]),p("Sent. The rest goes out when the customer answers.")}catch(h){p(x(h))}};return a`
    <${ri} label=${n}>
      <select aria-label="Template" value=${s} onChange=${h=>r(Number(h.currentTarget.value))}>
        ${o.map((h,m)=>a`<option value=${m}>${h.name}</option>`)}
      </select>
      ${u.parameters.map((h,m)=>a`
        <input key=${h} aria-label=${h} placeholder=${h} maxlength="300"
          value=${i[m]??""} onInput=${g=>l(u.parameters.map((y,k)=>k===m?g.currentTarget.value:i[k]??""))} />
      `)}
      <p class="preview">${lu(u,f)}</p>
      <div class="composer-line">
        <button class="toggle" onClick=${()=>e.write("note")}>Internal note</button>
        <span class="hint" role="status">${c}</span>
        <button class="primary" onClick=${d}
          disabled=${!f.every(Boolean)||e.link.value!=="live"}>
          Send template
        </button>
      </div>
    <//>
  `}var ri=({label:e,children:t})=>a`
  <div class="composer templates">
    <p class="hint">The reply window is closed. ${e} now takes templates only.</p>
    ${t}
  </div>
`,lu=({text:e},t)=>e.replaceAll(/\{\{(\d+)\}\}/g,(n,o)=>t[o-1]||n);var li=5e3,cu=4500;function ci({desk:e,conversation:t}){let n=e.writing.value,o=e.drafts.get(t.id,n),s=n==="reply"&&!e.canReply.value,r=s&&!o,i=e.link.value!=="live",l=n==="reply"?Ks(o):null,c=n==="reply"&&e.attached.of(t.id).length>0,u=(c?e.attached.isReady(t.id):!!o.trim())&&!s&&!i&&!l,f=()=>{u&&(c?e.sending.withFiles(t,o.trim(),e.attached):e.send(t,n,o.trim()))},d=e.sending.refusals.value[t.id];return n==="reply"&&!s&&hu(e,t)?a`<${ii} desk=${e} conversation=${t} />`:a`
    <div class=${`composer ${n}`} ...${n==="reply"&&!s&&Vr(e,t)}>
      ${d&&a`<p class="error" role="alert">${d}</p>`}
      <${ei} desk=${e} />
      ${r?a`<p class="closed">${ai(e,t)}</p>`:a`<${si} desk=${e} conversation=${t} />
            <${uu} desk=${e} conversation=${t} send=${f} />`}
      ${n==="reply"&&a`<${Hr} desk=${e} conversation=${t} />`}
      <div class="composer-line">
        <button class="toggle" aria-pressed=${n==="note"} onClick=${()=>e.write(n==="note"?"reply":"note")}>Internal note</button>
        ${!r&&!s&&n==="reply"&&a`
          <${Wr} desk=${e} conversation=${t} />
        `}
        ${!r&&a`
          <span class="hint">${s?ai(e,t):pu(o,i,n,l)}</span>
          <button class="primary" disabled=${!u} onClick=${f}>
            Send
          </button>
        `}
      </div>
    </div>
  `}function uu({desk:e,conversation:t,send:n}){let o=e.writing.value,s=O(null),r=e.boxWanted.value;w(()=>{r&&(s.current?.focus(),e.boxWanted.value=!1)});let i=e.drafts.get(t.id,o),l=o==="note"?Zr(e,i):zr(e,t,i),c=l?.choices??null,[p,u]=_(0),f=Math.min(p,Math.max((c?.length??0)-1,0));w(()=>{c?o==="reply"&&e.replies.want():u(0)},[!c]);let d=g=>{e.drafts.set(t.id,o,g.draft),s.current?.focus()},h=g=>{let y=c&&{ArrowDown:1,ArrowUp:-1}[g.key];if(y)return g.preventDefault(),u(Math.max(f+y,0));if(c?.[f]&&g.key==="Enter")return g.preventDefault(),d(c[f]);g.key==="Escape"&&s.current?.blur(),!(g.key!=="Enter"||g.shiftKey||g.isComposing)&&(g.preventDefault(),n())},m=g=>{let{value:y}=g.currentTarget;e.drafts.set(t.id,o,y),e.typed(t.id,o)};return a`
    ${l&&a`<${Yr} offered=${l} chosen=${f} choose=${d} />`}
    <textarea ref=${s} rows="2" maxlength=${li} enterkeyhint="send"
      aria-label=${o==="note"?"Internal note":"Reply"}
      aria-controls=${c?"canned":void 0}
      aria-activedescendant=${c?.length?`canned-${f}`:void 0}
      placeholder=${o==="note"?"Only agents see this, @ names a colleague":"Write to the customer, / for replies"}
      value=${i} onInput=${m} onKeyDown=${h}
      onPaste=${g=>o==="reply"&&Kr(e,t,g)} />
  `}function hu(e,{channel:t,reply_window_until:n}){return!!n&&Date.parse(n)<e.now.value&&B(e.snapshot.value,t).templates_only}function ai(e,{owner:t,agent_id:n,asking:o}){return t==="queue"?"Waiting in the queue. You can reply once you have accepted it.":t==="agent"?`With ${e.nameOf(n)}.`:o?"The bot asks something for a colleague, who gets the case back with the answer.":t==="bot"?"The bot answers here.":"Resolved. The next message of the customer goes to the bot."}function pu(e,t,n,o){return t?"Not connected. Your text is kept.":o?`Write something in place of ${o}`:e.length>cu?`${li-e.length} characters left`:n==="note"?"The customer never sees this":"Enter sends · Shift+Enter new line"}function ui({desk:e,conversation:t}){let n=e.snapshot.value?.labels??[],{error:o,busy:s,submit:r}=P(async i=>{await e.casework.label(t,i.getAll("label").map(String)),e.dialog.value=null});return a`
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
  `}function hi({attachment:e}){let{kind:t,ref:n,name:o,latitude:s,longitude:r}=e;if(t==="location"&&typeof s=="number"&&typeof r=="number")return a`<${fu} name=${o} latitude=${s} longitude=${r} />`;let i=o??t;if(!n)return a`<p class="tag">${i}</p>`;let l=`/api/console/media/${n}`;return t==="image"?a`
      <a href=${l} target="_blank" rel="noopener">
        <img class="picture" src=${l} alt=${i} loading="lazy" />
      </a>
    `:t==="audio"?a`<audio class="sound" controls preload="none" src=${l} aria-label=${i}></audio>`:t==="video"?a`<video class="picture" controls preload="none" src=${l} aria-label=${i}></video>`:a`<p><a class="file" href=${l} download=${i}>${i}</a></p>`}function fu({name:e,latitude:t,longitude:n}){let o=`${t.toFixed(5)}, ${n.toFixed(5)}`,s=`https://www.openstreetmap.org/?mlat=${t}&mlon=${n}#map=16/${t}/${n}`;return a`
    <p><a href=${s} target="_blank" rel="noopener noreferrer">${e??"Location"}</a> (${o})</p>
  `}var du=/https?:\/\/[^\s<>"']+/g,mu=/[.,;:!?)\]]+$/;function pi(e){let t=[],n=0;for(let o of e.matchAll(du)){let s=o[0].replace(mu,"");o.index>n&&t.push({text:e.slice(n,o.index)}),t.push({text:s,href:s}),n=o.index+s.length}return n<e.length&&t.push({text:e.slice(n)}),t}function Ot({text:e}){return pi(e).map(t=>t.href?a`<a href=${t.href} target="_blank" rel="noopener noreferrer">${t.text}</a>`:t.text)}var fi=({text:e,names:t})=>Xr(e,t).map(n=>n.name?a`<span class="named">${n.text}</span>`:a`<${Ot} text=${n.text} />`);var gu="M2 8.5l3 3 6-7",di="M14 8a6 6 0 1 1-12 0 6 6 0 0 1 12 0z",mi="M2 8.5l3 3 6-7 M8 11l.5.5 6-7",$u={queued:{path:`M8 4.5v4l2.5 1.5 ${di}`,word:"Waiting to be sent"},sent:{path:gu,word:"Sent"},delivered:{path:mi,word:"Delivered"},read:{path:mi,word:"Read"},failed:{path:`M8 4.5v4.5 M8 11.5v.2 ${di}`,word:"Not delivered"}};function gi({state:e}){let{path:t,word:n}=$u[e];return a`
    <span class=${`ticks ${e}`} title=${n}>
      <svg viewBox="0 0 16 16" width="14" height="14" role="img" aria-label=${n}>
        <path d=${t} fill="none" stroke="currentColor" stroke-width="1.6"
          stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      ${e==="failed"&&n}
    </span>
  `}var _u={customer:"Customer",bot:"Bot",agent:"Agent",system:""};function $i({message:e,follows:t,own:n,moved:o,target:s,again:r,quote:i,names:l}){let{author:c,kind:p,seq:u,text:f,time:d,state:h,custom:m}=e;if(c.kind==="system"&&p==="text"&&h!=="failed")return a`<${yu} message=${e} target=${s} />`;let y=p==="note"?"note":c.kind;return a`
    <article data-seq=${u}
      class=${`message ${y} ${t?"follows":""} ${s?"target":""}`}>
      ${t?a`<${ro} message=${e} />`:a`<${vu} message=${e} own=${n} moved=${o} />`}
      <div class="bubble" title=${`${j(d)}, ${tt(d)}`}>
        ${m?.quote&&a`<${oi} quote=${m.quote} />`}
        ${p==="rating"&&a`<${ku} ...${e.custom} />`}
        ${p==="note"&&f&&a`<p class="text"><${fi} text=${f} names=${l} /></p>`}
        ${p!=="rating"&&p!=="note"&&f&&a`<p class="text"><${Ot} text=${f} /></p>`}
        <${bu} message=${e} />
        ${h&&a`<${gi} state=${h} />`}
        ${h==="failed"&&r&&a`
          <button class="quiet" onClick=${r}>Send again</button>
        `}
        ${m&&a`<${wu} custom=${m} />`}
        ${i&&a`
          <button class="quiet do-quote" aria-label=${`Quote: ${f??"a file"}`} onClick=${i}>Quote</button>
        `}
      </div>
    </article>
  `}function _i({entry:e,held:t}){return a`
    <article class=${`message pending ${e.kind==="note"?"note":"agent"}`}>
      <header class="head">${t?"Waiting for the connection":"Sending …"}</header>
      <div class="bubble"><p class="text"><${Ot} text=${e.text} /></p></div>
    </article>
  `}function vu({message:e,own:t,moved:n}){let{author:o,kind:s}=e,r=t?"You":o.name||_u[o.kind];return a`
    <header class="head">
      <strong>${r}</strong>
      ${o.kind==="bot"&&a`<span class="tag">Bot</span>`}
      ${s==="note"&&a`<span class="tag">Internal note</span>`}
      ${n&&a`<span class="tag strong">${n}</span>`}
      <${ro} message=${e} />
    </header>
  `}function yu({message:e,target:t}){return a`
    <p data-seq=${e.seq} class=${`happening ${t?"target":""}`}>
      ${e.text} <${ro} message=${e} />
    </p>
  `}function ro({message:{conversation_id:e,seq:t,time:n}}){return a`
    <a class="at" href=${F(e,t)} title="Link to this message">
      <time datetime=${n}>${tt(n)}</time>
    </a>
  `}function bu({message:{buttons:e=[],image:t,attachments:n=[]}}){return a`
    ${t&&a`<img class="picture" src=${t} alt="Picture" loading="lazy" />`}
    ${n.map(o=>a`<${hi} attachment=${o} />`)}
    ${e.length>0&&a`
      <ul class="choices" aria-label="Choices that were shown">
        ${e.map(o=>a`<li>${o.title}</li>`)}
      </ul>
    `}
  `}function wu({custom:{reaction:e,edited:t,revoked:n,undelivered:o,elsewhere:s}}){return a`
    ${e&&a`<span class="reaction" title="Reaction">${e}</span>`}
    ${t&&a`<span class="tag">Edited</span>`}
    ${n&&a`<span class="tag">Deleted</span>`}
    ${s&&a`<span class="tag">Not through the desk</span>`}
    ${o&&a`<p class="undelivered">${lr(o)}</p>`}
  `}function ku({score:e,comment:t}){return a`
    <p class="stars" role="img" aria-label=${`Rated ${e} of 5`}>
      ${"★".repeat(e)}${"☆".repeat(5-e)}
    </p>
    ${t&&a`<p class="text"><${Ot} text=${t} /></p>`}
  `}var vi=60,xu=600,io=100,Su=20,Cu=300*1e3;function yi({desk:e,thread:t}){let{id:n}=t.conversation,o=e.sending.outbox.of(n,t.messages),s=t.messages.length+o.length,r=e.target.value,i=t.messages.some(m=>m.seq===r)?r:null,{shown:l,widen:c}=Tu(e,t,i),{box:p,atEnd:u,onScroll:f,onGrowth:d,toEnd:h}=Du(n,s,o.length,i);return Ru(p,u,l[0]?.seq),a`
    <div class="log-frame">
      <div class="log" role="log" aria-label="Conversation" tabindex="0"
        ref=${p} onLoadCapture=${d} onScroll=${()=>{f(),c(p.current)}}>
        ${l.map((m,g)=>a`
          <${Eu} key=${m.seq} desk=${e} message=${m}
            before=${l[g-1]} target=${m.seq===i} />
        `)}
        ${o.map(m=>a`
          <${_i} key=${m.client_id} entry=${m} held=${e.link.value!=="live"} />
        `)}
      </div>
      ${!u&&a`<button class="to-end" onClick=${h}>Latest message ↓</button>`}
    </div>
  `}function Eu({desk:e,message:t,before:n,target:o}){let s=!n||!Gn(n.time,t.time),r=!!t.author.id&&t.author.id===e.snapshot.peek()?.agent.id,i=!s&&Ou(n,t),l=e.snapshot.value?.agents.map(u=>u.name)??[],{label:c}=B(e.snapshot.value,t.channel),p=()=>{e.quotes.set(t.conversation_id,t.seq),e.write("reply")};return a`
    ${s&&a`<p class="day">${sr(t.time)}</p>`}
    <${$i} message=${t} own=${r} follows=${i} target=${o}
      moved=${n&&n.channel!==t.channel?c:null}
      names=${l} quote=${e.canReply.value&&Kn(t)?p:null}
      again=${e.canReply.value?()=>e.handling.sendAgain(t):null} />
  `}function Ou(e,t){return e.author.kind===t.author.kind&&e.author.id===t.author.id&&e.kind===t.kind&&e.channel===t.channel&&Date.parse(t.time)-Date.parse(e.time)<Cu}function Tu(e,t,n){let{messages:o,conversation:{id:s}}=t,[r,i]=_({id:s,seq:1/0}),l=r.id===s?r.seq:1/0,c=Math.min(l,Au(o,n)),p=o.filter(f=>f.seq>=c);return{shown:p,widen:f=>{let{scrollTop:d=0,scrollHeight:h=0,clientHeight:m=0}=f??{},g=h-d-m<vi,y=d<xu;!g&&y&&p[0]===o[0]&&!Be(t)&&e.earlier(s);let k=g?1/0:Math.max(y?c-io:c,o[0].seq-io);k!==l&&i({id:s,seq:k})}}}function Au(e,t){let n=e.at(-io)?.seq??0;return t?Math.min(n,t-Su):n}function Ru(e,t,n){let o=O(0),s=O(n);gt(()=>{let r=e.current;if(!r)return;s.current!==n&&!t&&r.scrollTop===0&&(r.scrollTop=r.scrollHeight-o.current),s.current=n,o.current=r.scrollHeight-r.scrollTop})}function Du(e,t,n,o){let s=O(null),[r,i]=_(!0),l=O(!0),c=O(0);l.current=r;let p=()=>s.current?.scrollTo({top:s.current.scrollHeight});return gt(()=>{let d=o&&s.current?.querySelector(`[data-seq="${o}"]`);i(!d),l.current=!d,d?d.scrollIntoView({block:"center"}):p()},[e,o]),gt(()=>{l.current&&p()},[t]),gt(()=>{n>0&&p()},[n]),w(()=>{let d=new ResizeObserver(()=>l.current&&p());return s.current&&d.observe(s.current),()=>d.disconnect()},[]),{box:s,atEnd:r,onScroll:()=>{let{scrollTop:d=0,scrollHeight:h=0,clientHeight:m=0}=s.current??{},g=h>c.current;if(c.current=h,g&&l.current)return p();i(h-d-m<vi)},onGrowth:()=>l.current&&p(),toEnd:p}}function Tt({desk:e,ids:t}){return ws(e.snapshot.value,t).map(n=>a`
    <span class="label" key=${n.id}>${n.name}</span>
  `)}function bi({desk:e,conversation:t}){let n=e.link.value!=="live";return a`
    <p class="marks">
      <${Nu} desk=${e} conversation=${t} />
      <${Tt} desk=${e} ids=${t.labels} />
      <button class="quiet" disabled=${n} title="Labels of the conversation (l)"
        aria-label="Labels of the conversation"
        onClick=${()=>e.dialog.value="labels"}>Labels</button>
    </p>
  `}function Nu({desk:e,conversation:t}){let{priority:n}=t;if(!n)return null;let o=n==="low"?["low",...St]:St;return a`
    <select class=${`priority-choice ${n}`} aria-label="Priority" title="Priority (p)"
      value=${n} disabled=${e.link.value!=="live"}
      onChange=${s=>e.casework.prioritise(t,s.currentTarget.value)}>
      ${o.map(s=>a`
        <option value=${s} selected=${s===n} disabled=${s==="low"}>
          ${v(s)}${s==="normal"?" priority":""}
        </option>
      `)}
    </select>
  `}function wi({desk:e,thread:{conversation:t,readers:n}}){let o=e.snapshot.value?.agent.id,s=Bs(n,o,t.agent_id,i=>e.nameOf(i)),r=t.owner==="agent"&&t.agent_id!==o;return a`
    <p class="readers" role="status">
      ${r&&a`<span>You are reading along. Your internal notes reach
        ${" "}${e.nameOf(t.agent_id)} at once.</span>`}
      ${s.map(i=>a`<span key=${i}>${i}</span>`)}
    </p>
  `}function ki({desk:e,conversation:t}){function n(s){s.preventDefault();let r=new FormData(s.currentTarget),{id:i,epoch:l,customer_name:c}=t,p={disposition:String(r.get("disposition")),root_cause:String(r.get("root_cause"))||null,note:String(r.get("note")).trim()};e.resolving.begin({conversation_id:i,epoch:l,name:c,...p},Date.now()),e.dialog.value=null}let o=e.threads.of(t.id)?.handoff?.packet.facts?.root_cause;return a`
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
  `}function xi({desk:e,conversation:t}){let{agent:n,agents:o=[]}=e.snapshot.value??{},s=o.filter(c=>c.presence==="available"&&c.id!==n?.id),{error:r,busy:i,submit:l}=P(async c=>{let[p,u,f]=["to_agent","to_skill","note"].map(d=>String(c.get(d)??"").trim());await e.handling.transfer(t,p?{to_agent:p}:{to_skill:u},f),e.dialog.value=null});return a`
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
  `}var qu="ag_elsewhere";function Si({desk:e}){let t=e.thread.value;if(!t)return a`<${Mu} desk=${e} />`;let{conversation:n}=t;return a`
    <div>
      <${Lu} desk=${e} conversation=${n} />
      <${wi} desk=${e} thread=${t} />
    </div>
    <${yi} desk=${e} thread=${t} />
    <${Uu} desk=${e} conversation=${n} />
    <${ci} key=${n.id} desk=${e} conversation=${n} />
    ${e.dialog.value==="resolve"&&a`
      <${ki} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="labels"&&a`
      <${ui} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="ask-bot"&&a`
      <${Br} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="transfer"&&a`
      <${xi} desk=${e} conversation=${n} />
    `}
    ${e.dialog.value==="link"&&a`
      <${jr} desk=${e} conversation=${n} />
    `}
  `}function Lu({desk:e,conversation:t}){let{label:n,linkable:o}=B(e.snapshot.value,t.channel);return a`
    <header class="conversation-head">
      <div>
        <h1>${t.customer_name??"Unknown customer"}</h1>
        <p>
          <span class=${`level ${t.level}`}>${ze(t.level)}</span>
          ${" · "}${n} · began${" "}
          <${X} desk=${e} since=${t.opened_at} /> ago
          <${Iu} desk=${e} until=${t.reply_window_until} />
        </p>
        <${bi} desk=${e} conversation=${t} />
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
          `:Pu(e,t)&&a`
            <button disabled=${e.link.value!=="live"}
              onClick=${()=>e.handling.takeOver(t)}>Take over</button>
          `}
    </header>
  `}function Iu({desk:e,until:t}){let n=cr(t,e.now.value),o=!!t&&Date.parse(t)-e.now.value<36e5;return n&&a`${" · "}<span class=${`window ${o?"soon":""}`}>${n}</span>`}function Pu(e,{owner:t,agent_id:n}){return n===qu?!0:t==="agent"?e.may("reassign"):t==="bot"||t==="queue"}function Uu({desk:e,conversation:{id:t,customer_name:n}}){let o=(e.typing.until.value[t]??0)>e.now.value;return a`<p class="typing" role="status">${o&&`${n??"The customer"} is typing …`}</p>`}function Mu({desk:e}){return e.selected.value&&!e.problem.value&&e.link.value==="live"?a`<p class="nothing" role="status">Opening …</p>`:a`
    <div class="nothing">
      <h1>No conversation is open.</h1>
      <p><kbd>a</kbd> accepts an offer, <kbd>j</kbd> goes to your next conversation,${" "}
        <kbd>?</kbd> shows all keys.</p>
    </div>
  `}var Fu={first_answer:"First answer",next_answer:"Answer",resolution:"Resolution"},Ci=["calm","near","missed"];function Bu(e,t){return t>=Date.parse(e.at)?"missed":t>=Date.parse(e.warn_at)?"near":"calm"}function Je(e,t){let n=(e?.dues??[]).map(o=>({due:o,level:Bu(o,t)}));return n.sort((o,s)=>Ci.indexOf(s.level)-Ci.indexOf(o.level)||Date.parse(o.due.at)-Date.parse(s.due.at)),n[0]??null}function Ei(e,t){let n=Date.parse(e.at)-t;return`${Fu[e.target]} ${n>0?`in ${Ve(n)}`:`${Ve(-n)} late`}`}function lo(e,t){let{cursor:n,numbers:o}=t;return n===null?o?{...e,numbers:o}:e:n<=e.cursor?e:{...ju(e,t),cursor:n}}function ju(e,{agent:t,gone:n,case:o,left:s,clock:r}){return t?{...e,agents:[...Oi(e.agents,t.id),t].sort(Wu)}:n?{...e,agents:Oi(e.agents,n)}:o?{...e,cases:[...Qe(e.cases,o.handoff_id),o].sort(Hu)}:r?{...e,clocks:[...Qe(e.clocks,r.handoff_id),r]}:s?{...e,cases:Qe(e.cases,s),clocks:Qe(e.clocks,s)}:e}var Qe=(e,t)=>e.filter(n=>n.handoff_id!==t),Oi=(e,t)=>e.filter(n=>n.id!==t),Wu=(e,t)=>ao(e.name,t.name)||ao(e.id,t.id),Hu=(e,t)=>Date.parse(e.assigned_at)-Date.parse(t.assigned_at)||ao(e.handoff_id,t.handoff_id),ao=(e,t)=>e<t?-1:e>t?1:0;var Xe=class{floor=$(null);error=$("");#t=[];#e=()=>{};constructor(t){this.connection=t}begin(){this.#e=this.connection.hear("floor",t=>this.#n(t))}end(){this.#e(),this.connection.tell("leave_floor",{})}async read(){this.#t=[],this.floor.value=null;try{let t=await this.connection.ask("floor",{});this.floor.value=this.#t.reduce(lo,t),this.error.value=""}catch(t){t instanceof D||(this.error.value=x(t))}}reassign(t,n,o){return this.connection.ask("reassign",{...t,...n,note:o})}#n(t){let n=this.floor.peek();n?this.floor.value=lo(n,t):this.#t.push(t)}};function Ti(e,t){let n=new Map(e.clocks.map(l=>[l.handoff_id,l])),o=e.cases.map(l=>{let c=n.get(l.handoff_id);return{...l,clock:c,level:Je(c,t)?.level??"calm"}}),s=e.agents.map(l=>({...l,held:o.filter(c=>c.agent_id===l.id)})),r=l=>l.held.some(c=>c.level==="missed")?0:1,i=l=>l.presence==="offline"&&!l.held.length?1:0;return s.sort((l,c)=>r(l)-r(c)||i(l)-i(c))}function Ai(e){let t=e.flatMap(n=>n.held.map(o=>o.level));return{near:t.filter(n=>n==="near").length,missed:t.filter(n=>n==="missed").length}}function ut({desk:e,clock:t}){let n=e.now.value,o=Je(t,n);return!o||o.level==="calm"?null:a`<span class=${`due ${o.level}`}>${Ei(o.due,n)}</span>`}function Ze({desk:e,clock:t}){return t.waits_since?a`<span>waits ${Et(t.waits_since,e.now.value)}</span>`:a`<span class="muted">waits for the customer</span>`}function Ri({desk:e,watch:t,moved:n,agents:o}){let s=o.filter(u=>u.presence==="available"&&u.id!==n.agent_id),{lines:r=[]}=t.floor.value?.numbers??{},i=new Set([...o.flatMap(u=>u.skills),...r.map(u=>u.skill)]),{error:l,busy:c,submit:p}=P(async u=>{let[f,d,h]=["to_agent","to_skill","note"].map(g=>String(u.get(g)??"").trim());if(!f&&!d)return"Choose an agent or a skill.";let m={conversation_id:n.conversation_id,from_agent:n.agent_id};await t.reassign(m,f?{to_agent:f}:{to_skill:d},h),e.dialog.value=null});return a`
    <${A} desk=${e} title=${`Reassign ${n.customer_name??"an unknown customer"}`}>
      <p class="muted">
        ${n.agent_id?`Now with ${e.nameOf(n.agent_id)}, who will be told.`:"Now in the queue."}
      </p>
      <form onSubmit=${p}>
        <label>
          Agent, who is asked at once
          <select name="to_agent">
            <option value="">Whoever has the skill</option>
            ${s.map(({id:u,name:f})=>a`<option value=${u}>${f}</option>`)}
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
  `}var Vu={available:"Available",away:"Away",offline:"Offline"};function Di({desk:e}){let t=at(()=>new Xe(e.connection),[]),[n,o]=_(null);w(()=>(t.begin(),()=>t.end()),[]);let s=e.link.value==="live";w(()=>{s&&t.read()},[s]);function r(c){o(c),e.dialog.value="reassign"}let i=t.floor.value,l=i?Ti(i,e.now.value):[];return a`
    <header class="wide-head"><h1>Live floor</h1></header>
    <p class="error wide-part" role="alert">${t.error.value}</p>
    <div class="floor" aria-busy=${i===null}>
      ${i&&a`
        <${Ku} agents=${l} numbers=${i.numbers} />
        <${zu} desk=${e} numbers=${i.numbers} />
        <${Yu} desk=${e} move=${r} />
        <${Ju} desk=${e} agents=${l} move=${r} />
      `}
    </div>
    ${n&&i&&e.dialog.value==="reassign"&&a`
      <${Ri} desk=${e} watch=${t} moved=${n} agents=${i.agents} />
    `}
  `}function Ku({agents:e,numbers:t}){let n=tn(t.lines.map(c=>c.waiting)),o=Ai(e),s=o.missed+tn(t.lines.map(c=>c.missed)),r=o.near+tn(t.lines.map(c=>c.near)),i=e.filter(c=>c.presence==="available"),l=[["In the queue",n,""],["With agents",tn(e.map(c=>c.held.length)),""],["With the bot",t.with_bot,""],["Agents available",i.length,""],["Near a target",r,r?"near":""],["Target missed",s,s?"missed":""]];return a`
    <dl class="sums" aria-label="Right now">
      ${l.map(([c,p,u])=>a`
        <div class=${u}><dt>${c}</dt><dd>${p}</dd></div>
      `)}
    </dl>
  `}function zu({desk:e,numbers:t}){return t.lines.length?a`
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
              <td>${Et(n.oldest,e.now.value)}</td>
              <td>${n.near?a`<span class="due near">${n.near}</span>`:"–"}</td>
              <td>${n.missed?a`<span class="due missed">${n.missed}</span>`:"–"}</td>
            </tr>
          `)}
        </tbody>
      </table>
    </section>
  `:a`<section><h2>Queue by skill</h2><p class="empty">Nobody is waiting.</p></section>`}function Yu({desk:e,move:t}){let n=e.snapshot.value?.queue??[];return n.length?a`
    <section>
      <h2>Next in the queue</h2>
      <ul class="floor-cases" role="list" aria-label="Next in the queue">
        ${n.slice(0,50).map(o=>a`
          <${Gu} key=${o.handoff_id} desk=${e} item=${o} move=${t} />
        `)}
      </ul>
    </section>
  `:null}function Gu({desk:e,item:t,move:n}){let{conversation_id:o,customer_name:s,handoff_id:r,offered_to:i}=t,l=e.snapshot.value?.clocks.find(c=>c.handoff_id===r);return a`
    <li class="floor-case">
      <a href=${F(o)}>${s??"Unknown customer"}</a>
      <span class="muted">
        ${ot(t.reason.code)} · ${v(t.skill)} · waits${" "}
        <${X} desk=${e} since=${t.queued_at} />
        ${i&&` · offered to ${e.nameOf(i)}`}
      </span>
      <${ut} desk=${e} clock=${l} />
      <${Ni} desk=${e} moved=${{conversation_id:o,customer_name:s,agent_id:null}} move=${n} />
    </li>
  `}function Ju({desk:e,agents:t,move:n}){return a`
    <section>
      <h2>Agents</h2>
      <ul class="floor-agents" role="list" aria-label="Agents">
        ${t.map(o=>a`
          <${Qu} key=${o.id} desk=${e} agent=${o} move=${n} />
        `)}
      </ul>
    </section>
  `}function Qu({desk:e,agent:t,move:n}){let{presence:o,presence_since:s,held:r,capacity:i,skills:l}=t;return a`
    <li class=${`floor-agent ${o}`} aria-label=${t.name}>
      <p class="floor-agent-line">
        <strong>${t.name}</strong>
        <span class=${`presence-word ${o}`}>
          ${Vu[o]}${s&&a` for <${X} desk=${e} since=${s} />`}
        </span>
        <span class="muted">${r.length} of ${i}</span>
        <span class="muted floor-skills">${l.map(v).join(", ")||"Every skill"}</span>
      </p>
      ${r.length>0&&a`
        <ul class="floor-cases" role="list" aria-label=${`Cases of ${t.name}`}>
          ${r.map(c=>a`
            <${Xu} key=${c.handoff_id} desk=${e} held=${c} move=${n} />
          `)}
        </ul>
      `}
    </li>
  `}function Xu({desk:e,held:t,move:n}){let{conversation_id:o,customer_name:s,agent_id:r,clock:i}=t,{label:l,marked:c}=B(e.snapshot.value,t.channel);return a`
    <li class="floor-case">
      <a href=${F(o)}>${s??"Unknown customer"}</a>
      <span class="muted">
        ${v(t.skill)} ${c&&`· ${l}`} · in hand for${" "}
        <${X} desk=${e} since=${t.assigned_at} />
        ${i&&a` · <${Ze} desk=${e} clock=${i} />`}
      </span>
      <${ut} desk=${e} clock=${i} />
      <${Ni} desk=${e} moved=${{conversation_id:o,customer_name:s,agent_id:r}} move=${n} />
    </li>
  `}function Ni({desk:e,moved:t,move:n}){let o=t.customer_name??"an unknown customer",s=t.agent_id===e.snapshot.value?.agent.id,r=()=>{e.select(t.conversation_id),e.handling.takeOver({id:t.conversation_id})};return a`
    <span class="floor-buttons">
      ${!s&&a`
        <button class="quiet" aria-label=${`Take over: ${o}`} onClick=${r}>Take over</button>
      `}
      <button class="quiet" aria-label=${`Reassign: ${o}`} onClick=${()=>n(t)}>
        Reassign
      </button>
    </span>
  `}var tn=e=>e.reduce((t,n)=>t+n,0);var Li=()=>E("GET","incidents"),Ii=(e,t,n)=>e?E("PUT",`incidents/${encodeURIComponent(e)}`,t,n):E("POST","incidents",t,n),Pi=e=>E("POST",`incidents/${encodeURIComponent(e)}/end`,{},crypto.randomUUID());function Ui(e){let t=o=>String(e.get(o)??"").trim(),n=t("ends_at");return{title:t("title"),told:t("told"),cause:t("cause"),starts_at:new Date(t("starts_at")).toISOString(),ends_at:n?new Date(n).toISOString():null,topics:qi(t("topics")),carrier:t("carrier")||null,country:t("country").toUpperCase()||null,postcodes:qi(t("postcodes")),product:t("product")||null,payment:t("payment")||null}}function Mi({carrier:e,country:t,postcodes:n,product:o,payment:s,topics:r}){let i=n.length?`${t??""} postcodes ${n.join(", ")}…`:"",l=r.length?`only for ${r.join(", ").replaceAll("_"," ")}`:"";return[e,i.trim(),o,s,l].filter(Boolean).join(" · ")}function co(e){if(!e)return"";let t=new Date(e);return new Date(t.getTime()-t.getTimezoneOffset()*6e4).toISOString().slice(0,16)}function qi(e){return e.split(/[,;\n]+/).map(t=>t.trim()).filter(Boolean)}var Zu="new";function Fi({desk:e}){let[t,n]=_(null),[o,s]=_([]),[r,i]=_(null),[l,c]=_("");async function p(){try{let h=await Li();n(h.incidents),s(h.causes),c("")}catch(h){c(x(h))}}w(()=>{p()},[]);async function u(h){try{await Pi(h.id),await p()}catch(m){c(x(m))}}async function f(){i(null),await p()}let d=t?.find(h=>h.id===r)??null;return a`
    <${A} desk=${e} title="Incidents">
      <p class="error" role="alert">${l}</p>
      ${r?a`<${nh} key=${r} causes=${o} incident=${d} done=${f}
            cancel=${()=>i(null)} />`:a`<${th} desk=${e} known=${t} edit=${i} end=${u} />`}
    <//>
  `}function th({desk:e,known:t,edit:n,end:o}){return a`
    <p class="muted">
      The bot tells customers whom one concerns, once and before it asks anything.
    </p>
    <ul class="incidents" role="list" aria-label="Known incidents" aria-busy=${t===null}>
      ${t?.map(s=>a`
        <${eh} key=${s.id} desk=${e} incident=${s} edit=${n} end=${o} />
      `)}
    </ul>
    ${t?.length===0&&a`<p class="empty">Nothing is known to go wrong.</p>`}
    <p class="dialog-buttons">
      <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      <button class="primary" onClick=${()=>n(Zu)}>Add an incident</button>
    </p>
  `}function eh({desk:e,incident:t,edit:n,end:o}){let s=e.now.value,r=Date.parse(t.starts_at)>s,i=t.going_on?"Going on":r?"Ahead":"Over";return a`
    <li class=${`incident ${t.going_on?"on":"off"}`}>
      <p class="incident-line">
        <strong>${t.title}</strong>
        <span class=${`tag ${t.going_on?"strong":""}`}>${i}</span>
      </p>
      <p>“${t.told}”</p>
      <p class="muted">${Mi(t)}</p>
      <p class="incident-line">
        <span class="muted">
          since ${J(t.starts_at,s)}${t.ends_at?` until ${J(t.ends_at,s)}`:""} · edited by ${t.edited_by}, ${J(t.edited_at,s)}
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
  `}function nh({causes:e,incident:t,done:n,cancel:o}){let[s,r]=_(t?.cause??e[0]?.code??""),i=O(crypto.randomUUID()),l=O(null);w(()=>l.current?.focus(),[]);let c=e.find(d=>d.code===s)?.topics??[],{error:p,busy:u,submit:f}=P(async d=>{try{await Ii(t?.id??null,Ui(d),i.current),n()}catch(h){throw i.current=crypto.randomUUID(),h}});return a`
    <form class="incident-form" onSubmit=${f}>
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
          onChange=${d=>r(d.currentTarget.value)}>
          ${e.map(({code:d,title:h})=>a`<option value=${d}>${h}</option>`)}
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
            defaultValue=${co(t?.starts_at??new Date().toISOString())} />
        </label>
        <label>
          Until, if known
          <input name="ends_at" type="datetime-local"
            defaultValue=${co(t?.ends_at??null)} />
        </label>
      </div>
      <p class="error" role="alert">${p}</p>
      <p class="dialog-buttons">
        <button type="button" onClick=${o}>Back</button>
        <button class="primary" disabled=${u}>${t?"Save":"Let the bot know"}</button>
      </p>
    </form>
  `}function Bi({desk:e}){let t=e.snapshot.value?.labels??[],[n,o]=_(null),[s,r]=_(0),[i,l]=_(""),c=p=>{o(null),l(p),r(s+1)};return a`
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
      <${oh} key=${`${n?.id} ${s}`} label=${n} typed=${i} done=${c} />
      <p class="dialog-buttons">
        <button type="button" onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function oh({label:e,typed:t,done:n}){let o=O(null);w(()=>o.current?.focus(),[]);let{error:s,busy:r,submit:i}=P(async c=>{let p=String(c.get("name"));await ks(e?.id??null,p.trim());let u=o.current?.value??"";n(e||u===p?"":u)}),l=P(async()=>{e&&await xs(e.id),n("")});return a`
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
  `}function ji({desk:e}){let t=e.mentions.value;return t.length?a`
    <section class="list mentions">
      <h2>Mentions <span class="count">${t.length}</span></h2>
      <ul aria-label="Mentions" role="list">
        ${t.map(n=>a`
          <li class="mention-entry" key=${n.id}>
            <button class="mention-open" onClick=${()=>e.handling.openMention(n)}>
              <span class="mention-text">${n.text}</span>
              <time datetime=${n.time}>${J(n.time,e.now.value)}</time>
            </button>
            <button class="quiet" aria-label=${`Dismiss: ${n.text}`}
              onClick=${()=>e.handling.dismiss(n.id)}>×</button>
          </li>
        `)}
      </ul>
    </section>
  `:null}function At({desk:e,channel:t}){let{label:n,marked:o}=B(e.snapshot.value,t);return o&&a`<span class="tag">${n}</span>`}function Wi({desk:e}){let t=e.mine.value;return a`
    <section class="list mine">
      <h2>My conversations <span class="count">${t.length||""}</span></h2>
      <ul aria-label="My conversations" role="list">
        ${t.map(n=>a`<${sh} key=${n.id} desk=${e} conversation=${n} />`)}
      </ul>
      ${!t.length&&a`<p class="empty">None yet. What you accept appears here.</p>`}
    </section>
  `}function sh({desk:e,conversation:t}){let{id:n,customer_name:o,labels:s,last_text:r,priority:i,updated_at:l}=t,c=e.selected.value===n,p=c?0:e.seen.unreadIn(t),u=(e.typing.until.value[n]??0)>e.now.value,f=e.snapshot.value?.clocks.find(d=>d.conversation_id===n);return a`
    <li class=${`entry ${c?"current":""} ${p?"unread":""}`}>
      <p class="entry-line">
        <span class="entry-name">
          <a href=${F(n)} aria-current=${c?"true":void 0}>
            ${o??"Unknown customer"}
          </a>
          ${(i==="high"||i==="urgent")&&a`
            <span class=${`priority ${i}`}>${v(i)}</span>
          `}
          <${At} desk=${e} channel=${t.channel} />
        </span>
        <time datetime=${l}>${J(l,e.now.value)}</time>
      </p>
      <p class="entry-line">
        <span class="entry-text">${u?"is typing …":r}</span>
        ${p>0&&a`
          <span class="badge" aria-label=${`${p} unread`}>${p>9?"9+":p}</span>
        `}
      </p>
      ${f&&a`
        <p class="entry-meta">
          <${Ze} desk=${e} clock=${f} /> <${ut} desk=${e} clock=${f} />
        </p>
      `}
      ${s.length>0&&a`<p class="entry-labels"><${Tt} desk=${e} ids=${s} /></p>`}
    </li>
  `}var Rt=12,rh=64;function Vi({label:e,items:t,total:n,row:o,before:s,more:r}){let{box:i,gap:l,from:c,to:p,height:u,look:f}=ih(n);w(()=>{p>t.length&&t.length<n&&r()},[p,t,n]);let d=n-Math.min(p,t.length);return a`
    <ul aria-label=${e} role="list" ref=${i} onScroll=${f}>
      ${s}
      <li key="above" class="gap" aria-hidden="true" ref=${l} style=${Hi(c*u)} />
      ${t.slice(c,p).map((h,m)=>o(h,{"aria-posinset":c+m+1,"aria-setsize":n}))}
      <li key="below" class="gap" aria-hidden="true" style=${Hi(d*u)} />
    </ul>
  `}var Hi=e=>({height:`${Math.max(0,e)}px`});function ih(e){let t=O(null),n=O(null),[o,s]=_(rh),[{from:r,to:i},l]=_({from:0,to:2*Rt}),c=()=>{if(!t.current||!n.current)return;let{top:u,height:f}=t.current.getBoundingClientRect(),d=u-n.current.getBoundingClientRect().top,h=Math.max(0,Math.floor(d/o/Rt)*Rt-Rt),m=Math.max(2,Math.ceil((d+f)/o/Rt)+1)*Rt;(h!==r||m!==i)&&l({from:h,to:m})};gt(()=>{let u=ah(n.current);u&&Math.abs(u-o)>1&&s(u),c()},[e,r,i,o]);let p=O(c);return p.current=c,w(()=>{let u=new ResizeObserver(()=>p.current());return t.current&&u.observe(t.current),()=>u.disconnect()},[]),{box:t,gap:n,from:r,to:i,height:o,look:c}}function ah(e){let t=e?.nextElementSibling,n=t?.nextElementSibling;return!t||!n||n.matches(".gap")?0:n.getBoundingClientRect().top-t.getBoundingClientRect().top}function Ki({desk:e}){let{queue:t=[],waiting:n=0,offers:o=[]}=e.snapshot.value??{},s=new Map(o.map(l=>[l.handoff_id,l])),r=t.filter(l=>s.has(l.handoff_id)),i=t.filter(l=>!s.has(l.handoff_id));return a`
    <section class="list queue">
      <h2>Queue <span class="count">${n?nr(n):""}</span></h2>
      <${Vi} label="Queue" items=${i} total=${n-r.length}
        before=${r.map(l=>a`
          <${lh} key=${l.handoff_id} desk=${e} item=${l}
            offer=${s.get(l.handoff_id)} />
        `)}
        row=${(l,c)=>a`
          <${ch} key=${l.handoff_id} desk=${e} item=${l} position=${c} />
        `}
        more=${()=>e.moreOfQueue()} />
      ${!n&&a`<p class="empty">Nobody is waiting.</p>`}
    </section>
  `}function zi({desk:e}){let{queue:t=[],offers:n=[]}=e.snapshot.value??{},o=t.find(s=>s.handoff_id===n[0]?.handoff_id);return a`
    <p class="unseen" role="status">
      ${o&&`Offered to you: ${o.customer_name??"a customer"}. ${Yi(o)}`}
    </p>
  `}function lh({desk:e,item:t,offer:n}){let o=er(n.expires_at,e.now.value),s=e.link.value!=="live";return a`
    <li class="entry offered">
      <p class="entry-line">
        <${Ji} desk=${e} item=${t} />
        <span class="countdown">${o?`${o} s left`:"ending"}</span>
      </p>
      ${t.wanted&&a`<p class="wanted">${t.wanted}</p>`}
      <p class="situation">${t.situation}</p>
      <p class="entry-meta">
        ${ot(t.reason.code)} · ${v(t.skill)} · waiting${" "}
        <${X} desk=${e} since=${t.created_at} />
        ${" "}<${ut} desk=${e} clock=${Gi(e,t)} />
      </p>
      <${uh} desk=${e} item=${t} />
      <p class="entry-buttons">
        <button class="primary" disabled=${s} onClick=${()=>e.handling.accept(n)}>Accept</button>
        <button disabled=${s} onClick=${()=>e.handling.decline(n)}>Decline</button>
      </p>
    </li>
  `}function ch({desk:e,item:t,position:n}){let o=e.selected.value===t.conversation_id;return a`
    <li class=${`entry queued ${o?"current":""}`} ...${n}>
      <p class="entry-line">
        <${Ji} desk=${e} item=${t} />
        <${X} desk=${e} since=${t.created_at} />
      </p>
      <p class="entry-text">${Yi(t)}</p>
      <p class="entry-meta">
        ${t.offered_to&&`Offered to ${e.nameOf(t.offered_to)} · `}
        ${ot(t.reason.code)} · ${v(t.skill)}
        ${" "}<${ut} desk=${e} clock=${Gi(e,t)} />
        ${" "}<${Tt} desk=${e} ids=${t.labels} />
      </p>
    </li>
  `}var Yi=e=>e.wanted??e.situation;function Gi(e,t){return e.snapshot.value?.clocks.find(n=>n.handoff_id===t.handoff_id)}function Ji({desk:e,item:t}){return a`
    <span class="entry-name">
      <a href=${F(t.conversation_id)}>
        ${t.customer_name??"Unknown customer"}
      </a>
      ${t.priority!=="normal"&&a`
        <span class=${`priority ${t.priority}`}>${v(t.priority)}</span>
      `}
      <${At} desk=${e} channel=${t.channel} />
    </span>
  `}var uh=({desk:e,item:{labels:t}})=>t.length>0&&a`<p class="entry-labels"><${Tt} desk=${e} ids=${t} /></p>`;var hh="new";function Qi({desk:e}){let{replies:t}=e,[n,o]=_(null),[s,r]=_("");async function i(c){try{r(""),await c(),o(null)}catch(p){r(x(p))}}w(()=>{i(()=>t.read())},[]);let l=t.known.value.find(c=>c.id===n)??null;return a`
    <${A} desk=${e} title="Canned replies">
      <p class="error" role="alert">${s}</p>
      ${n?a`<${fh} key=${n} reply=${l} cancel=${()=>o(null)}
            save=${c=>i(()=>t.save(l?.id??null,c))}
            remove=${()=>i(()=>t.remove(n))} />`:a`<${ph} desk=${e} edit=${o} />`}
    <//>
  `}function ph({desk:e,edit:t}){let n=e.replies.known.value;return a`
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
      <button class="primary" onClick=${()=>t(hh)}>Add a reply</button>
    </p>
  `}function fh({reply:e,cancel:t,remove:n,save:o}){function s(r){r.preventDefault();let i=new FormData(r.currentTarget);o({title:String(i.get("title")).trim(),text:String(i.get("text")).trim()})}return a`
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
  `}var dh=["upset","tense","neutral","friendly"].map(e=>[e,v(e)]),mh=[5,4,3,2,1].map(e=>[e,"★".repeat(e)]);function Zi({desk:e,change:t}){let{finder:n}=e,{text:o,...s}=n.wanted.value,r=Object.keys(s).length,i=(e.snapshot.value?.agents??[]).map(u=>[u.id,u.name]),l=(e.snapshot.value?.labels??[]).map(u=>[u.id,u.name]),c=(e.snapshot.value?.channels??[]).map(u=>[u.name,u.label]),p=n.topics.value.map(u=>[u,v(u)]);return a`
    <details class="search-filters" open=${r>0}>
      <summary>Filters${r?` (${r})`:""}</summary>
      <div class="filters" onChange=${t}>
        <${vt} desk=${e} field="agent_id" title="Agent" choices=${i} />
        <${vt} desk=${e} field="channel" title="Channel" choices=${c} />
        <${vt} desk=${e} field="label" title="Label" choices=${l} />
        <${vt} desk=${e} field="topic" title="Topic" choices=${p} />
        <${vt} desk=${e} field="reason" title="Handed over because"
          choices=${Object.entries(Qn)} />
        <${vt} desk=${e} field="mood" title="Mood" choices=${dh} />
        <${vt} desk=${e} field="rating" title="Rating" choices=${mh} />
        <${Xi} desk=${e} field="since" title="From" />
        <${Xi} desk=${e} field="until" title="Until" />
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
  `}function Xi({desk:e,field:t,title:n}){let o=e.finder.wanted.value[t];return a`<label>${n}<input name=${t} type="date" defaultValue=${o} /></label>`}var gh=300,$h={ArrowDown:1,ArrowUp:-1};function ta({desk:e}){let{finder:t}=e,n=O(null),o=O(0),s=t.hits.value;w(()=>(t.readTopics(),n.current?.querySelector("input")?.select(),()=>clearTimeout(o.current)),[]);let r=()=>{clearTimeout(o.current),n.current&&t.find(Bn(new FormData(n.current)))},i=()=>{clearTimeout(o.current),o.current=setTimeout(r,gh)},l=u=>{e.dialog.value=null,e.select(u.conversation_id,u.seq||null)};return a`
    <${A} desk=${e} title="Find">
      <form class="search" ref=${n} onSubmit=${u=>{u.preventDefault();let f=t.hits.peek()?.[t.chosen.peek()],d=JSON.stringify(Bn(new FormData(u.currentTarget)));f&&d===JSON.stringify(t.wanted.peek())?l(f):r()}} onKeyDown=${u=>{let f=$h[u.key];!f||!(u.target instanceof HTMLInputElement)||u.target.name!=="text"||(u.preventDefault(),t.choose(f))}}>
        <input name="text" type="search" maxlength="200" autocomplete="off" spellcheck="false"
          role="combobox" aria-label="Find" aria-expanded=${!!s?.length} aria-controls="hits"
          aria-activedescendant=${s?.length?`hit-${t.chosen.value}`:void 0}
          placeholder="Words of a message or note, a name, an order number"
          defaultValue=${t.wanted.value.text??""} onInput=${i} />
        <${Zi} desk=${e} change=${r} />
      </form>
      <p class="error" role="alert">${t.error.value}</p>
      <p class="unseen" role="status">${s&&`${s.length} found`}</p>
      <ul class="hits" id="hits" role="listbox" aria-label="Found">
        ${s?.map((u,f)=>a`
          <${_h} key=${u.id} desk=${e} hit=${u} place=${f} open=${l} />
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
  `}function _h({desk:e,hit:t,place:n,open:o}){let s=e.finder.chosen.value===n,r=O(null);return w(()=>{s&&r.current?.scrollIntoView({block:"nearest"})},[s]),a`
    <li ref=${r} id=${`hit-${n}`} role="option" aria-selected=${s}
      class=${`hit ${s?"chosen":""}`} onClick=${()=>o(t)}>
      <p class="hit-line">
        <strong>${t.customer_name??"Unknown customer"}</strong>
        <span class="muted">${vh(t)}</span>
        ${t.kind==="note"&&a`<span class="tag">Internal note</span>`}
        <${At} desk=${e} channel=${t.channel} />
        <time class="end" datetime=${t.at}>${J(t.at,e.now.value)}</time>
      </p>
      <p class="hit-text">
        ${!t.pieces.length&&a`<span class="muted">A web visitor whom nobody knows yet</span>`}
        ${t.pieces.map(i=>i.hit?a`<mark>${i.text}</mark>`:i.text)}
      </p>
    </li>
  `}function vh({seq:e,author_kind:t,author_name:n}){return e?t==="customer"?"wrote":n??(t==="system"?"the desk":""):"customer"}var ea=H("notifications-declined",!1),yh=[["available","Available"],["away","Away"]],bh=[["floor","Floor"],["reports","Reports"],["accounts","Accounts"],["audit","Audit"]];function na({desk:e,leave:t}){let n=e.snapshot.value?.agent;return a`
    <header class="self">
      <div class="self-line">
        <img src="/web/console/icon.svg" alt="" width="22" height="22" />
        <strong>${n?.name}</strong>
        <button class="quiet" title="Keyboard shortcuts (?)"
          onClick=${()=>e.dialog.value="shortcuts"}>Keys</button>
        <button class="quiet" onClick=${t}>Log out</button>
      </div>
      <${wh} desk=${e} />
      <fieldset class="presence">
        <legend class="unseen">Presence</legend>
        ${yh.map(([o,s])=>a`
          <label class=${o}>
            <input type="radio" name="presence" checked=${n?.presence===o}
              onChange=${()=>e.handling.setPresence(o)} />
            <span>${s}</span>
          </label>
        `)}
      </fieldset>
      <${kh} />
    </header>
  `}function wh({desk:e}){let t=e.view.value;return a`
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
      ${bh.filter(([n])=>e.may(n)).map(([n,o])=>a`
        <a href=${`#/${n}`} aria-current=${t===n?"page":void 0}>${o}</a>
      `)}
    </div>
  `}function kh(){return he.value!=="default"||ea.value?null:a`
    <p class="ask">
      Hear of an offer while you are in another tab?
      <span>
        <button class="quiet" onClick=${es}>Notify me</button>
        <button class="quiet" onClick=${()=>ea.value=!0}>Not now</button>
      </span>
    </p>
  `}var xh=[["Ctrl + K","Find, also while writing"],["Alt + ↓","Next conversation, also while writing"],["Alt + ↑","Previous conversation, also while writing"],["Enter","Send what is in the box"],["Shift + Enter","New line in the box"],["Esc","Leave the box or a dialog"]];function oa({desk:e}){let t=Yn.map(({key:n,words:o})=>[n,o]);return a`
    <${A} desk=${e} title="Keyboard shortcuts">
      <dl class="keys">
        ${[...t,...xh].map(([n,o])=>a`
          <div><dt><kbd>${n}</kbd></dt><dd>${o}</dd></div>
        `)}
      </dl>
      <label class="check">
        <input type="checkbox" checked=${zt.value}
          onChange=${()=>zt.value=!zt.value} />
        Single-key shortcuts
      </label>
      <p class="dialog-buttons">
        <button onClick=${()=>e.dialog.value=null}>Done</button>
      </p>
    <//>
  `}function sa({desk:e}){return a`
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
  `}var Sh={floor:Di,reports:Ye,accounts:Or,audit:Dr};function ra({desk:e,leave:t}){return e.snapshot.value?a`
    <div class="page">
      <${oo} desk=${e} />
      <nav class="left" aria-label="Work">
        <div>
          <${na} desk=${e} leave=${t} />
          <${ji} desk=${e} />
        </div>
        <${Wi} desk=${e} />
        <${Ki} desk=${e} />
      </nav>
      <${Ch} desk=${e} />
      <${sa} desk=${e} />
      <${zi} desk=${e} />
      ${e.dialog.value==="shortcuts"&&a`<${oa} desk=${e} />`}
      ${e.dialog.value==="search"&&a`<${ta} desk=${e} />`}
      ${e.dialog.value==="replies"&&a`<${Qi} desk=${e} />`}
      ${e.dialog.value==="label-list"&&a`<${Bi} desk=${e} />`}
      ${e.dialog.value==="incidents"&&a`<${Fi} desk=${e} />`}
    </div>
  `:a`<${oo} desk=${e} />`}function Ch({desk:e}){let t=e.view.value;return t!=="conversation"?a`<main class="wide"><${Sh[t]} desk=${e} /></main>`:a`
    <main class="middle"><${Si} desk=${e} /></main>
    <aside class="right" aria-label="Case"><${Fr} desk=${e} /></aside>
  `}var Eh=3e3,en=$(null),aa=$(!0),la=$(""),uo=$(null),nn=$(Yt().view==="join"?Yt().id:null);function ho(e){e.may.includes("desk")?Th():uo.value=e}function Oh(e){history.replaceState(null,"",location.pathname),nn.value=null,ho(e)}function Th(){let e=new He(new ke,Rh);e.goTo(Yt()),e.start(),Ah(e),Js(e),ns(e),en.value=e}function Yt(){return Us(location.hash)}function Ah(e){addEventListener("hashchange",()=>{Yt().view==="join"?location.reload():e.goTo(Yt())}),M(()=>{let[t,n,o]=[e.view.value,e.selected.value,e.target.value],s=t==="conversation"?n&&F(n,o):`#/${t}`;s&&s!==location.hash&&history.replaceState(null,"",s)})}async function ia(){await en.value?.resolving.tell(1/0),await Xo(),location.reload()}async function Rh(){await bn().catch(t=>x(t))===null&&location.reload()}async function ca(){try{let e=nn.value?null:await bn();e&&ho(e),aa.value=!1}catch(e){la.value=x(e),setTimeout(ca,Eh)}}function Dh(){return aa.value?a`<p class="waiting" role="status">${la.value}</p>`:en.value?a`<${ra} desk=${en.value} leave=${ia} />`:nn.value?a`<${Zs} token=${nn.value} done=${Oh} />`:uo.value?a`<${yr} agent=${uo.value} leave=${ia} />`:a`<${tr} done=${ho} />`}Co(a`<${Dh} />`,document.getElementById("console"));ca();
/*!
 * Socket.IO v4.8.4
 * (c) 2014-2026 Guillermo Rauch
 * Released under the MIT License.
 */
