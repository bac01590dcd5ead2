package community

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brandloop/brandloop/backend/store"
)

// enough finds of the last word as it stands make it a word of its own: what
// only begins with a common word is not looked for. "the" would have to merge
// "them", "there" and all the others in half the log.
const enough = 50

// settle takes the last word as it stands where it is found often enough so.
func (s *search) settle(tx *store.Tx) error {
	if s.match == s.whole {
		return nil
	}
	var found int
	if _, err := tx.Get("SELECT count(*) FROM (SELECT 1 FROM activity_search WHERE activity_search MATCH ? LIMIT "+strconv.Itoa(enough)+")",
		[]any{s.last}, &found); err != nil {
		return fmt.Errorf("look for a whole word: %w", err)
	}
	if found == enough {
		s.match = s.whole
		s.needles[len(s.needles)-1].begun = false
	}
	return nil
}

// shortestPrefix is how long the last word must be to find longer ones: what
// begins with one or two letters is half the log.
const shortestPrefix = 3

// newSearch makes a search of what a person typed: every word must be there,
// the last one perhaps begun only; words within quotation marks stand together.
// Nothing that was typed is read as the search index's own language. It is nil
// when there is no word.
func newSearch(typed string) *search {
	var parts []string
	s := &search{}
	open := false
	for i, piece := range strings.Split(typed, `"`) {
		words := wordsOf(piece)
		for _, w := range words {
			s.needles = append(s.needles, needle{word: store.Fold(w)})
		}
		// Every second piece stands within quotation marks.
		if i%2 == 1 {
			if len(words) > 0 {
				parts, open = append(parts, `"`+strings.Join(words, " ")+`"`), false
			}
			continue
		}
		for _, w := range words {
			parts, open = append(parts, `"`+w+`"`), true
		}
		if rest := []rune(piece); len(rest) > 0 && !wordRune(rest[len(rest)-1]) {
			open = false
		}
	}
	if len(parts) == 0 {
		return nil
	}
	s.whole, s.last = strings.Join(parts, " "), parts[len(parts)-1]
	if last := &s.needles[len(s.needles)-1]; open && utf8.RuneCountInString(last.word) >= shortestPrefix {
		last.begun = true
		parts[len(parts)-1] += " *"
	}
	s.match = strings.Join(parts, " ")
	return s
}

// wordRune is what the search index takes for part of a word.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.Co, unicode.Mn, unicode.Mc)
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) })
}
