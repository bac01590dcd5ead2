package community

import (
	"testing"
)

func TestRulerOfAnyLengthHasFewMarks(t *testing.T) {
	r := &Ruler{Step: firstStep}
	for row := firstStep; row <= 1_000_000; row += r.Step {
		r.add(0, int64(row))
	}
	if len(r.Marks) >= mostMarks || len(r.Marks) < mostMarks/2 {
		t.Errorf("%d marks", len(r.Marks))
	}
	for i, mark := range r.Marks {
		if want := (cursor{0, int64((i + 1) * r.Step)}).String(); mark != want {
			t.Fatalf("mark %d is %s, want %s", i, mark, want)
		}
	}
}
