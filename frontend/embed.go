// Package frontend carries the built pages inside the binary.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Pages is the folder of built pages, with index.html at its root. Before the
// first build it holds no page.
func Pages() fs.FS {
	pages, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // only a malformed path fails, and this one is constant
	}
	return pages
}
