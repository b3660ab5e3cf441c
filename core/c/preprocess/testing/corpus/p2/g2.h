/* c */
#if !defined(G2)
#define G2
G2 once
#endif /* G2 */
