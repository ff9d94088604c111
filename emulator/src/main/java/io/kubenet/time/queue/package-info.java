/** The order in which things happen in virtual time, and how chance chooses how long they take. */
package io.kubenet.time.queue;
