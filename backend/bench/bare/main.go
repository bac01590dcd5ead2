//go:build barewindow

// Bare is the window that the app's own is measured against: the same flags, a
// page of a few words, nothing behind it.
package main

import (
	"embed"
	"log"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
)

//go:embed index.html
var page embed.FS

func main() {
	err := wails.Run(&options.App{
		Title:              "Bare",
		Width:              1440,
		Height:             900,
		MinWidth:           900,
		MinHeight:          600,
		BackgroundColour:   options.NewRGB(250, 250, 250),
		AssetServer:        &assetserver.Options{Assets: page},
		LogLevel:           logger.ERROR,
		LogLevelProduction: logger.ERROR,
		DragAndDrop:        &options.DragAndDrop{EnableFileDrop: true, DisableWebViewDrop: true},
		Linux:              &linux.Options{ProgramName: "bare", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
	if err != nil {
		log.Fatal(err)
	}
}
