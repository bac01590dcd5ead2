package app

import "github.com/spf13/cobra"

func (t *terminal) kpiCommand() *cobra.Command { return group("kpi", "kpi") }
