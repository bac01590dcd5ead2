package community

import (
	"strings"
	"unicode"
)

// shortestPrefix is how long the last word must be to find longer ones: what
// begins with one or two letters is half the log.
const shortestPrefix = 3

// matchWords makes a search of what a person typed: every word must be there,
// the last one perhaps begun only; words within quotation marks stand together.
// Nothing that was typed is read as the search index's own language. It is ""
// when there is no word.
func matchWords(typed string) string {
	var parts []string
	open := false
	for i, piece := range strings.Split(typed, `"`) {
		// Every second piece stands within quotation marks.
		if i%2 == 1 {
			if words := wordsOf(piece); len(words) > 0 {
				parts = append(parts, `"`+strings.Join(words, " ")+`"`)
				open = false
			}
			continue
		}
		for _, w := range wordsOf(piece) {
			parts = append(parts, `"`+w+`"`)
			open = true
		}
		if rest := []rune(piece); len(rest) > 0 && !wordRune(rest[len(rest)-1]) {
			open = false
		}
	}
	if open {
		if last := parts[len(parts)-1]; len([]rune(last)) >= shortestPrefix+2 {
			parts[len(parts)-1] = last + " *"
		}
	}
	return strings.Join(parts, " ")
}

// wordRune is what the search index takes for part of a word.
func wordRune(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N, unicode.Co, unicode.Mn, unicode.Mc)
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) })
}
