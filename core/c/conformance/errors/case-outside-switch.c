/* error 4:2: 'case' outside a switch */
int main(void)
{
	case 1:
	return 0;
}
