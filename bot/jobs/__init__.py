"""Work that survives a crash: replies now, whatever else must happen once later."""
