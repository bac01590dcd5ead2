// Package lang holds every sentence that Go says to a person, on screen, in a
// sheet or on the command line, in each language of the app. A room keeps its
// sentences in a file of its own name: en/<room>.json and es/<room>.json.
package lang

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"sync"
)

//go:embed en/*.json es/*.json
var files embed.FS

// Codes are the languages of the app, the default first.
var Codes = []string{"en", "es"}

// Known reports whether code is a language of the app.
func Known(code string) bool { return slices.Contains(Codes, code) }

var catalogues = sync.OnceValue(func() map[string]map[string]string {
	all := make(map[string]map[string]string, len(Codes))
	for _, code := range Codes {
		all[code] = map[string]string{}
		entries, err := files.ReadDir(code)
		if err != nil {
			panic(err)
		}
		for _, e := range entries {
			raw, err := files.ReadFile(path.Join(code, e.Name()))
			if err != nil {
				panic(err)
			}
			var room map[string]string
			if err := json.Unmarshal(raw, &room); err != nil {
				panic(fmt.Sprintf("lang: %s/%s: %v", code, e.Name(), err))
			}
			for key, text := range room {
				if _, twice := all[code][key]; twice {
					panic(fmt.Sprintf("lang: %s stands twice in %s", key, code))
				}
				all[code][key] = text
			}
		}
	}
	return all
})

// T returns the sentence of key in language code, its verbs (%s, %d, %[2]s)
// filled in with args. An unknown language reads as English; an unknown key
// comes back as it is, so that a missing sentence is seen.
func T(code, key string, args ...any) string {
	text, ok := catalogues()[code][key]
	if !ok {
		if text, ok = catalogues()["en"][key]; !ok {
			return key
		}
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Keys returns the keys of language code.
func Keys(code string) []string {
	keys := make([]string, 0, len(catalogues()[code]))
	for key := range catalogues()[code] {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
