// Lets private.go declare functions without a body.
