print("praxis")
