import ArgumentParser
import AsyncHTTPClient

@main struct Main: ParsableCommand {}
