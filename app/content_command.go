package app

import "github.com/spf13/cobra"

func (t *terminal) postCommands() *cobra.Command { return group("post", "post") }
