//go:build !linux

package main

import (
	"context"
	"errors"
)

func windows(context.Context, *bench) ([]line, error) {
	return nil, errors.New("the window is measured on Linux only")
}
