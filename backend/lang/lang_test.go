package lang

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+0-9.]*([a-zA-Z%])`)

// takes is which argument a sentence fills in by which verb.
func takes(text string) map[int]string {
	all, next := map[int]string{}, 1
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		all[next] = m[2]
		next++
	}
	return all
}

func TestEveryLanguageSaysTheSame(t *testing.T) {
	english := Keys("en")
	for _, code := range Codes[1:] {
		if keys := Keys(code); !slices.Equal(keys, english) {
			for _, k := range english {
				if !slices.Contains(keys, k) {
					t.Errorf("%s lacks %s", code, k)
				}
			}
			for _, k := range keys {
				if !slices.Contains(english, k) {
					t.Errorf("en lacks %s, which %s has", k, code)
				}
			}
		}
		for _, k := range english {
			if want, got := takes(T("en", k)), takes(T(code, k)); !maps.Equal(want, got) {
				t.Errorf("%s takes %v in en and %v in %s", k, want, got, code)
			}
		}
	}
}
