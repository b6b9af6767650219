"""A rolling restart under load: no request is lost, and none is answered twice."""
