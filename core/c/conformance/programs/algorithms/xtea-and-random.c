/* A block cipher, and two generators of pseudo-random numbers. */
#include <stdint.h>
#include <stdio.h>

static void encipher(uint32_t v[2], const uint32_t key[4])
{
	uint32_t sum = 0;

	for (int i = 0; i < 32; i++) {
		v[0] += ((v[1] << 4 ^ v[1] >> 5) + v[1]) ^ (sum + key[sum & 3]);
		sum += 0x9e3779b9;
		v[1] += ((v[0] << 4 ^ v[0] >> 5) + v[0]) ^ (sum + key[sum >> 11 & 3]);
	}
}

static void decipher(uint32_t v[2], const uint32_t key[4])
{
	uint32_t sum = 0x9e3779b9u * 32;

	for (int i = 0; i < 32; i++) {
		v[1] -= ((v[0] << 4 ^ v[0] >> 5) + v[0]) ^ (sum + key[sum >> 11 & 3]);
		sum -= 0x9e3779b9;
		v[0] -= ((v[1] << 4 ^ v[1] >> 5) + v[1]) ^ (sum + key[sum & 3]);
	}
}

static uint64_t xorshift(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	return *s ^= *s << 17;
}

static uint32_t pcg(uint64_t *s)
{
	uint64_t old = *s;
	uint32_t x = (uint32_t)((old >> 18 ^ old) >> 27), r = old >> 59;

	*s = old * 6364136223846793005u + 1442695040888963407u;
	return x >> r | x << (-r & 31);
}

int main(void)
{
	const uint32_t key[4] = { 0x01234567, 0x89abcdef, 0xfedcba98, 0x76543210 };
	uint32_t v[2] = { 0x41424344, 0x45464748 };
	uint64_t a = 88172645463325252u, b = 42;
	int i;

	encipher(v, key);
	printf("%08x %08x\n", v[0], v[1]);
	decipher(v, key);
	printf("%08x %08x\n", v[0], v[1]);
	for (i = 0; i < 5; i++)
		printf("%016lx %08x\n", (unsigned long)xorshift(&a), pcg(&b));
	return 0;
}
