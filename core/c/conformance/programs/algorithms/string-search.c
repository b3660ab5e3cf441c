/* Knuth-Morris-Pratt, a trie, and a matcher for * and ?. */
#include <stdio.h>
#include <string.h>

static int kmp(const char *text, const char *word)
{
	int fail[32], i, k, n = strlen(word);

	fail[0] = 0;
	for (i = 1, k = 0; i < n; i++) {
		while (k && word[k] != word[i])
			k = fail[k - 1];
		fail[i] = k += word[k] == word[i];
	}
	for (i = k = 0; text[i]; i++) {
		while (k && word[k] != text[i])
			k = fail[k - 1];
		if (word[k] == text[i] && ++k == n)
			return i - n + 1;
	}
	return -1;
}

struct trie { struct trie *child[26]; int count; };

static struct trie pool[200];
static int used = 1;

static void insert(const char *word)
{
	struct trie *t = pool;

	for (; *word; word++) {
		struct trie **next = &t->child[*word - 'a'];

		if (!*next)
			*next = &pool[used++];
		t = *next;
	}
	t->count++;
}

static int lookup(const char *word)
{
	const struct trie *t = pool;

	while (t && *word)
		t = t->child[*word++ - 'a'];
	return t ? t->count : 0;
}

static int match(const char *p, const char *s)
{
	if (*p == '*')
		return match(p + 1, s) || (*s && match(p, s + 1));
	if (!*p || !*s)
		return *p == *s;
	return (*p == '?' || *p == *s) && match(p + 1, s + 1);
}

int main(void)
{
	static const char *const words[] = { "tea", "ten", "team", "tea", "inn", "in", "a" };
	unsigned i;

	printf("%d %d %d %d\n", kmp("abracadabra", "cad"), kmp("aaaaab", "aab"), kmp("ababababca", "ababca"), kmp("abc", "d"));
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		insert(words[i]);
	printf("%d %d %d %d %d\n", lookup("tea"), lookup("te"), lookup("inn"), lookup("zoo"), used);
	printf("%d%d%d%d%d%d\n", match("*.c", "main.c"), match("m??n*", "main.c"), match("*", ""), match("?", ""),
	       match("a*b*c", "aXXbYYc"), match("a*b*c", "aXXbYY"));
	return 0;
}
