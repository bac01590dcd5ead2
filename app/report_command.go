package app

import "github.com/spf13/cobra"

func (t *terminal) reportCommand() *cobra.Command { return group("report", "report") }
