"""What each divisi and subbagian answers for, and the report of a divisi for the pleno."""
