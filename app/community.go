package app

// Community binds the room of the activity log.
type Community struct{ shell *Shell }
