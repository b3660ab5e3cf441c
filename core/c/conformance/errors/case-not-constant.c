/* error 5:7: case label is not an integer constant */
int main(int argc, char **argv)
{
	switch (1) {
	case argc:
		return 1;
	}
	return 0;
}
