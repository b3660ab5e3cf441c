#define s(x) #x
#define xs(x) s(x)
#define E
#define e2
#define id(x) x
#define id2(x) (x)
#define ids(x) x x
s( a  b ) s("a\n\"b\"" 'c' '\'' '"' L"\\") s(\n) s(a \ b) s( a /* c */ b
 c ) s(a
b)
xs(E a E b E) xs(E) xs(a E E b) xs(aE b) xs(id(a)id(b)) xs(id( a )+id( b )) xs(ids(a)) xs(ids( a )ids(b))
xs(-E-) xs(- E-) xs(-E -) xs(id(-)-) xs(-id(-)) xs(id()-) xs(id() -) xs(a id()b) xs(aE) xs(id (1)) xs(id (1) ) xs( id (id) (1))
xs(<E/E> ) xs(id(E)a) xs(id( E)a) xs(E id(E)a) xs(id2( a )) xs(id2(E a)) xs([id2(E E)])
#define v(...) #__VA_ARGS__
#define xv(...) v(__VA_ARGS__)
v(a,b , c,,d) v() xv(E,E , id(1) ,2) v( ) v(,)
#define star *
#define sp(x) / x
xs(/star) xs(sp(star)) xs(star/) xs(-star- star -)
#define lst(a, b) a b ab a.b [a] "a" b
xs(lst(1,2)) xs(lst( 1 , 2 )) xs(lst(,2)) xs(lst(1,)) xs(lst(,))
#define x(a) a##1 #a a
xs(x(q)) xs(x(E)) xs(x())
xs(__LINE__) xs(__FILE__) xs(s(a"b"))
s(@) s(`) s($) s(%:) s(<::>) xs(<:) s(0x1.fp-3+5) s(1e+5.3abc) s(...)
#define fu(x) x
xs(fu) xs(fu fu) xs(fu (1)) xs(fu E (1)) xs(fu E) xs(fu E;) xs(fu;) xs(fu ;) xs(id(fu)(2)) xs( id( fu )( 2 ) ) xs(fu - fu E -)
