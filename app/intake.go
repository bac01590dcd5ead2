package app

// Intake binds the room of imports.
type Intake struct{ shell *Shell }
