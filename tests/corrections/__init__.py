"""Corrections and reruns: every refusal, chains of appeals, and random histories held against fresh runs."""
