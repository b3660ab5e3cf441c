/* error 4:2: 'default' outside a switch */
int main(void)
{
	default:
	return 0;
}
