package sample

import (
	"hash/fnv"
	"math"
	"math/rand/v2"

	"github.com/google/uuid"

	"github.com/brandloop/brandloop/backend/store"
)

// chance draws the numbers and ids of one part of the sample: the same for the
// same seed and part, whatever the other parts draw.
type chance struct{ *rand.Rand }

func newChance(seed uint64, part string) chance {
	h := fnv.New64a()
	_, _ = h.Write([]byte(part))
	return chance{rand.New(rand.NewPCG(seed, h.Sum64()))}
}

// id is a UUIDv7 (RFC 9562) as of a moment, its random bits drawn.
func (c chance) id(at store.Instant) string {
	var u uuid.UUID
	high, low := c.Uint64(), c.Uint64()
	for i := range 6 {
		u[i] = byte(at >> (40 - 8*i))
	}
	u[6], u[7] = 0x70|byte(high>>8)&0x0f, byte(high)
	for i := range 8 {
		u[8+i] = byte(low >> (56 - 8*i))
	}
	u[8] = 0x80 | u[8]&0x3f
	return u.String()
}

// around is v with noise: the logarithm of the factor has deviation spread.
func (c chance) around(v, spread float64) float64 { return v * math.Exp(c.NormFloat64()*spread) }

// often is how many of something happen whose mean is small: Poisson, by
// Knuth's product of uniforms; by the normal where the mean is large.
func (c chance) often(mean float64) int {
	if mean <= 0 {
		return 0
	}
	if mean > 30 {
		return max(0, int(math.Round(mean+math.Sqrt(mean)*c.NormFloat64())))
	}
	limit, p, n := math.Exp(-mean), 1.0, 0
	for p *= c.Float64(); p > limit; p *= c.Float64() {
		n++
	}
	return n
}

// whether is true with probability p.
func (c chance) whether(p float64) bool { return c.Float64() < p }
