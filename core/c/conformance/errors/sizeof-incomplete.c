/* error 6:9: sizeof applied to incomplete type 'struct later' */
struct later;

int main(void)
{
	return sizeof(struct later);
}
