/* error 6:9: pasting "+" and "/" does not give a valid preprocessing token */
#define GLUE(a, b) a##b

int main(void)
{
	return GLUE(+, /);
}
