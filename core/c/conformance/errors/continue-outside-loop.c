/* error 6:3: 'continue' outside a loop */
int main(void)
{
	switch (1) {
	case 1:
		continue;
	}
	return 0;
}
