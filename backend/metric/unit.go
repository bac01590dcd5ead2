package metric

import (
	"math"

	"github.com/brandloop/brandloop/backend/fault"
)

// size is what a part of a formula measures: powers of money, time and things
// counted, and the fixed factor that it was multiplied by, which tells a share
// from per cent and seconds from minutes. A number alone measures nothing and
// can be added to anything.
type size struct {
	money, time, count int
	factor             float64
	number             bool
}

func sizeOf(unit string) size {
	s := size{factor: 1}
	switch unit {
	case Count:
		s.count = 1
	case Money:
		s.money = 1
	case Seconds:
		s.time = 1
	case Minutes:
		s.time, s.factor = 1, 1.0/60
	case Percent, Points:
		s.factor = 100
	}
	return s
}

// mixed is a unit that has no name here, such as replies in an hour.
const mixed = "mixed"

// unit is what a size is called: "" for a number alone.
func (s size) unit() string {
	near := func(f float64) bool { return math.Abs(s.factor/f-1) < 1e-9 }
	switch {
	case s.number:
		return ""
	case s.money == 1:
		return Money
	case s.money == 0 && s.time == 1 && near(1.0/60):
		return Minutes
	case s.money == 0 && s.time == 1:
		return Seconds
	case s.money != 0 || s.time != 0 || s.count < 0:
		return mixed
	case s.count > 0:
		return Count
	case near(100):
		return Percent
	}
	return Plain
}

// size checks that only what measures the same is added, and says what the
// whole measures. text is what was written.
func (e *expression) size(text string) (size, error) {
	sizes := make([]size, len(e.operands))
	if e.op == opMetric {
		return sizeOf(e.metric.Unit), nil
	}
	for i, o := range e.operands {
		s, err := o.size(text)
		if err != nil {
			return size{}, err
		}
		sizes[i] = s
	}
	switch e.op {
	case opNumber:
		return size{number: true, factor: e.value}, nil
	case opMinus, "abs", "round":
		return sizes[0], nil
	case "money":
		return size{money: 1, factor: 1}, nil
	case "*", "/":
		return sizes[0].times(sizes[1], e.op == "/"), nil
	}
	whole, written := sizes[0], e.operands[0]
	for i, s := range sizes[1:] {
		switch {
		case whole.number:
			whole, written = s, e.operands[i+1]
		case !s.number && whole.unit() != s.unit():
			return size{}, fault.Bad("formula", "formula.apart", e.from+1, written.written(text), measures(whole), e.operands[i+1].written(text), measures(s))
		}
	}
	return whole, nil
}

func (s size) times(by size, divided bool) size {
	sign := 1
	factor := s.factor * by.factor
	if divided {
		sign = -1
		factor = s.factor / by.factor
	}
	return size{s.money + sign*by.money, s.time + sign*by.time, s.count + sign*by.count, factor, s.number && by.number}
}

func measures(s size) fault.Sentence { return fault.Sentence{Key: "formula.is." + s.unit()} }

// fits checks that what a formula gives can be called unit.
func (s size) fits(unit string) error {
	got := s.unit()
	switch {
	case got == unit, unit == Plain && got == mixed, unit == Count && got == Plain:
		return nil
	case unit == Percent && got == Plain && s.factor != 1, unit == Minutes && got == Seconds && s.factor != 1:
		return nil // weighted by something else than 100 or a sixtieth
	case unit == Percent && got == Plain:
		return fault.Bad("unit", "formula.share")
	case unit == Plain && got == Percent:
		return fault.Bad("unit", "formula.hundred")
	case unit == Minutes && got == Seconds:
		return fault.Bad("unit", "formula.seconds")
	case unit == Seconds && got == Minutes:
		return fault.Bad("unit", "formula.minutes")
	case unit == Money && got == Count:
		return fault.Bad("unit", "formula.worth")
	}
	return fault.Bad("unit", "formula.gives", measures(s), fault.Sentence{Key: "formula.is." + unit})
}

// written is the piece of the text that an expression stands for, its
// parentheses closed.
func (e *expression) written(text string) string {
	all := []rune(text)
	from, to := e.from, min(e.to, len(all))
	for range all {
		open, low := 0, 0
		for _, r := range all[from:to] {
			switch r {
			case '(':
				open++
			case ')':
				open--
				low = min(low, open)
			}
		}
		switch {
		case low < 0 && from > 0:
			from--
		case open > 0 && to < len(all):
			to++
		default:
			return string(all[from:to])
		}
	}
	return text
}
