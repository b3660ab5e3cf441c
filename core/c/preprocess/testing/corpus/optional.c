#define A1(X, ...) __VA_OPT__(a X ## X) ## b
#define A2(X, ...) __VA_OPT__(a X) ## b
#define A3(X, ...) b ## __VA_OPT__(X ## X a)
#define A4(X, ...) b ## __VA_OPT__(X a)
#define A5(X, ...) b ## __VA_OPT__(X ## X) ## c
#define A6(X, ...) b ## __VA_OPT__(X) ## c
#define A7(X, ...) b ## __VA_OPT__(X X) ## c
#define A8(X, ...) __VA_OPT__(X) ## c
#define A9(X, ...) x X ## __VA_OPT__(q) ## c
#define B1(X, ...) x , ## __VA_OPT__(q)
#define B2(X, ...) x ## __VA_OPT__(X)
#define B3(X, ...) #X ## __VA_OPT__(X) ## X
#define B4(X, ...) __VA_OPT__(X ## a)X
#define B5(X, ...) X __VA_OPT__(,) X
#define q foo
#define fo(x) bar
#define E
1: A1(,1) A1(x,1) A1(x) A1(E,1)
2: A2(,1) A2(x,1) A2(x) A2(E,1) A2(q,1)
3: A3(,1) A3(x,1) A3(x) A3(E,1)
4: A4(,1) A4(x,1) A4(x) A4(E,1) A4(q,1)
5: A5(,1) A5(x,1) A5(x) A5(E,1)
6: A6(,1) A6(x,1) A6(x) A6(E,1) A6(q,1)
7: A7(,1) A7(x,1) A7(x) A7(E,1) A7(q,1)
8: A8(,1) A8(x,1) A8(x) A8(E,1) A8(q,1)
9: A9(,1) A9(x,1) A9(x) A9(E,1) A9(q,1)
10: B2(,1) B2(x,1) B2(x) B2(E,1) B2(q,1)
11: B4(,1) B4(x,1) B4(x) B4(E,1) B4(q,1)
12: B5(,1) B5(x,1) B5(x) B5(E,1) B5(q,1)
#define C1(X, ...) #__VA_OPT__(X a X ## X b X) # X ##__VA_OPT__()
C1(,1) C1(x,1) C1(x) C1( x y , 2)
