import ArgumentParser
import Hummingbird

@main struct Main: ParsableCommand {}
