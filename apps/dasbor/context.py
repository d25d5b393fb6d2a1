"""What every page needs to draw its frame: the menu and the satker that is looked at."""
def navigation(request): return {}
