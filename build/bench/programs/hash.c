/* Mixing bits: the compression function of SHA-256 over one block, with its constants computed. */
#include "harness.h"

typedef unsigned int u32;

static u32 constants[64];
static u32 state[8];
static u32 block[16];

static inline u32 rotate(u32 x, int n)
{
	return (x >> n) | (x << (32 - n));
}

static void prepare(void)
{
	u32 x = 0x6a09e667;

	for (int i = 0; i < 64; i++) {
		x = x * 1664525 + 1013904223;
		constants[i] = x;
	}
	for (int i = 0; i < 8; i++)
		state[i] = constants[i] ^ 0x5be0cd19;
	for (int i = 0; i < 16; i++)
		block[i] = i * 0x01010101;
}

static unsigned long work(void)
{
	u32 w[64];
	u32 a = state[0], b = state[1], c = state[2], d = state[3];
	u32 e = state[4], f = state[5], g = state[6], h = state[7];

	for (int i = 0; i < 16; i++)
		w[i] = block[i];
	for (int i = 16; i < 64; i++) {
		u32 s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3);
		u32 s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10);

		w[i] = w[i - 16] + s0 + w[i - 7] + s1;
	}
	for (int i = 0; i < 64; i++) {
		u32 s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
		u32 choice = (e & f) ^ (~e & g);
		u32 t1 = h + s1 + choice + constants[i] + w[i];
		u32 s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
		u32 majority = (a & b) ^ (a & c) ^ (b & c);
		u32 t2 = s0 + majority;

		h = g;
		g = f;
		f = e;
		e = d + t1;
		d = c;
		c = b;
		b = a;
		a = t1 + t2;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
	state[5] += f;
	state[6] += g;
	state[7] += h;
	return ((unsigned long)state[0] << 32) | state[7];
}
