package lang

import (
	"regexp"
	"slices"
	"testing"
)

var verb = regexp.MustCompile(`%(\[\d+\])?[-+0-9.]*[a-zA-Z]`)

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
			want, got := len(verb.FindAllString(T("en", k), -1)), len(verb.FindAllString(T(code, k), -1))
			if want != got {
				t.Errorf("%s takes %d arguments in en and %d in %s", k, want, got, code)
			}
		}
	}
}
