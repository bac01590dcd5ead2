// Brandloop is the desktop app of agencies that run social media for brands.
package main

import (
	"os"

	"github.com/brandloop/brandloop/app"
	"github.com/brandloop/brandloop/frontend"
)

func main() { os.Exit(app.Main(os.Args[1:], frontend.Pages())) }
