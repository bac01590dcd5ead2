package app

import "github.com/spf13/cobra"

func (t *terminal) importCommand() *cobra.Command { return group("import", "import") }
