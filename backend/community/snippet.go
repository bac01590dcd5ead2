package community

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/brandloop/brandloop/backend/store"
)

// The signs around what a search found within a snippet.
const (
	foundOpens  = "\x02"
	foundCloses = "\x03"
)

// A snippet shows so many words, and so many of them before the first find.
const (
	snippetWords  = 16
	snippetBefore = 2
)

// needle is a word that a search looks for, as fold writes it.
type needle struct {
	word  string
	begun bool // a longer word is found too
}

// search is what a person typed, for the search index and for the snippets:
// SQLite's own snippet function reads and takes apart every row a second time.
type search struct {
	match   string // in the index's language
	whole   string // the same with the last word as it stands
	last    string // the last word alone
	needles []needle
}

func (s *search) finds(word string) bool {
	if plain(word) {
		// Most words are told apart by their length.
		return slices.ContainsFunc(s.needles, func(n needle) bool {
			return len(word) == len(n.word) && strings.EqualFold(word, n.word) ||
				n.begun && len(word) > len(n.word) && strings.EqualFold(word[:len(n.word)], n.word)
		})
	}
	folded := store.Fold(word)
	return slices.ContainsFunc(s.needles, func(n needle) bool {
		return folded == n.word || n.begun && strings.HasPrefix(folded, n.word)
	})
}

func plain(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// snippet is the words around the first find in the text, the answer, the
// author or the topics of an activity; "" when none of them shows one.
func (s *search) snippet(a *Activity) string {
	for _, text := range []string{a.Text, a.Answer, a.Author} {
		if found := s.within(text); found != "" {
			return found
		}
	}
	return s.within(strings.Join(a.Topics, " · "))
}

// next is the word of text at or after a place: from and to, or -1.
func next(text string, at int) (from, to int) {
	for from = at; from < len(text); {
		r, size := rune(text[from]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[from:])
		}
		if wordRune(r) {
			break
		}
		from += size
	}
	if from >= len(text) {
		return -1, -1
	}
	for to = from; to < len(text); {
		r, size := rune(text[to]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[to:])
		}
		if !wordRune(r) {
			break
		}
		to += size
	}
	return from, to
}

// within is the snippet of one text, or "".
func (s *search) within(text string) string {
	var starts [snippetBefore + 1]int // of the last words
	n := 0
	from, to := next(text, 0)
	for ; from >= 0; from, to = next(text, to) {
		starts[n%len(starts)] = from
		if s.finds(text[from:to]) {
			break
		}
		n++
	}
	if from < 0 {
		return ""
	}
	var b strings.Builder
	at := 0
	if n > snippetBefore {
		b.WriteString("…")
		at = starts[(n-snippetBefore)%len(starts)]
	}
	for shown := min(n, snippetBefore); from >= 0 && shown < snippetWords; shown++ {
		if s.finds(text[from:to]) {
			b.WriteString(text[at:from])
			b.WriteString(foundOpens)
			b.WriteString(text[from:to])
			b.WriteString(foundCloses)
		} else {
			b.WriteString(text[at:to])
		}
		at = to
		from, to = next(text, to)
	}
	if from >= 0 {
		b.WriteString("…")
	} else {
		b.WriteString(text[at:])
	}
	return b.String()
}
