package app

import "github.com/spf13/cobra"

func (t *terminal) demoCommand() *cobra.Command { return group("demo", "demo") }
