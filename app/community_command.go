package app

import "github.com/spf13/cobra"

func (t *terminal) logCommands() *cobra.Command { return group("log", "log") }
