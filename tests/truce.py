"""The invented agreement that the tests of the whole way hold their invented reports against."""

AGREEMENT = """\
schema: servanda/agreement/1
id: spring-truce-2031
title: Spring truce (invented for tests)
form: written
timezone: Africa/Khartoum
names: [Spring truce]
time: {signed: 2031-05-01, in_force: [{from: 2031-05-01, until: null, basis: day of signature}]}
bound:
  - {actor: rapid-support-forces, role: party, since: 2031-05-01, basis: signature}
definitions: {}
zones: {}
provisions:
  - {id: p1, kind: prohibition, reading: literal, binds: [rapid-support-forces], act: {plover: [ASSAULT], modes: any}, yields: alleged_violation}
composition: []
"""
