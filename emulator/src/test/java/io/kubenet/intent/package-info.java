/**
 * What Services are said to do, written from the documentation and apart from the rules: an oracle
 * for them.
 */
package io.kubenet.intent;
