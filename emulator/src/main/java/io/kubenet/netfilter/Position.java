package io.kubenet.netfilter;

/**
 * What a rotation is kept under: where it is changes with the connections of everybody, so that
 * nobody can tell where it is at any time.
 */
public interface Position {}
